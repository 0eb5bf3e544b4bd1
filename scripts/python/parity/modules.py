"""Records ModuleInfo's samples: construction, state, printed form, forward and backward."""

import torch

from operators import SEED, spread
from memory import STALE, ZEROED, fill_fresh_memory
from storages import Unrecordable
from values import Constructions, Lazy, same_bits


def tensors_in(value):
    """The tensors in nested lists and tuples, in their order."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from tensors_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from tensors_in(item)


def tuples(value):
    """A value with its lists as tuples: what the samples have mostly, and modules print."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def state_of(module):
    """A copy of a module's state."""
    lazy = torch.nn.parameter.is_lazy
    state = module.state_dict().items()
    return {name: Lazy(value.dtype) if lazy(value) else value.clone() for name, value in state if isinstance(value, torch.Tensor)}


def run_forward_and_backward(module, args, kwargs):
    """What comes out, the parameters' gradients by name, and the inputs' gradients."""
    torch.manual_seed(SEED)
    out = module(*args, **kwargs)
    floating = [o for o in tensors_in(out) if o.requires_grad and (o.is_floating_point() or o.is_complex())]
    if floating:
        sum(o.abs().sum() if o.is_complex() else o.sum() for o in floating).backward()
    grads = {name: parameter.grad for name, parameter in module.named_parameters() if parameter.grad is not None}
    return out, grads, [tensor.grad for tensor in tensors_in([args, kwargs])]


class ModuleRecorder:
    def __init__(self, values, limit, note_drop):
        self.values = values
        self.limit = limit
        self.note_drop = note_drop
        self.lines = []

    def record(self, entries, dtypes):
        for dtype in dtypes:
            for entry in entries:
                if dtype in entry.supported_dtypes("cpu"):
                    for training in (True, False):
                        self.record_entry(entry, dtype, training)

    def record_entry(self, entry, dtype, training):
        name = f"{entry.module_cls.__name__} {str(dtype).removeprefix('torch.')} {'train' if training else 'eval'}"
        torch.manual_seed(SEED)
        try:
            with Constructions():
                inputs = entry.module_inputs_func(entry, device="cpu", dtype=dtype, requires_grad=True, training=training)
                samples = list(inputs)
        except Exception as failure:  # what a database's own code may raise is not known
            self.note_drop(name, "", f"its samples fail: {type(failure).__name__}: {failure}")
            return
        for index in spread(len(samples), self.limit):
            self.record_sample(entry.module_cls, samples[index], dtype, training, f"{name} #{index}")

    def record_sample(self, module_class, sample, dtype, training, origin):
        mark = self.values.storages.mark()
        try:
            line = self.header(module_class, sample, dtype, training, origin)
            outcome = self.outcome(module_class, line, STALE)
            again = self.outcome(module_class, line, ZEROED)
            wanted = self.given(module_class, sample, dtype, training)
            if not same_bits(outcome, again):
                raise Unrecordable("the record gives other results each time")
            if not same_bits(outcome["state"], wanted):
                raise Unrecordable("the record gives another state")
        except Unrecordable as reason:
            self.values.storages.back_to(mark)
            self.note_drop(origin, module_class.__name__, str(reason))
        except Exception as failure:
            self.values.storages.back_to(mark)
            self.note_drop(origin, module_class.__name__, f"Python raises {type(failure).__name__}: {failure}")
        else:
            encode = self.values.encode
            line["repr"] = outcome["repr"]
            for key in ("state", "grads", "state_after"):
                line[key] = {name: encode(value, as_it_lies=False) for name, value in outcome[key].items()}
            for key in ("out", "input_grads"):
                line[key] = encode(outcome[key], as_it_lies=False)
            line["input_grads"] = line["input_grads"]["l"]
            self.lines.append({"id": len(self.lines), **line})

    def header(self, module_class, sample, dtype, training, origin):
        """What goes in."""
        construction, forward = sample.constructor_input, sample.forward_input
        if forward is None:
            raise Unrecordable("no input for forward")
        encode = self.values.encode
        return {
            "module": module_class.__name__,
            "args": [encode(value) for value in construction.args],
            "kwargs": {key: encode(value) for key, value in construction.kwargs.items()},
            "training": training,
            "dtype": str(dtype).removeprefix("torch."),
            "seed": SEED,
            "origin": origin,
            "forward": {
                "args": [encode(value) for value in forward.args],
                "kwargs": {key: encode(value) for key, value in forward.kwargs.items()},
                "requires_grad": [tensor.requires_grad for tensor in tensors_in([forward.args, forward.kwargs])],
            },
        }

    @staticmethod
    def given(module_class, sample, dtype, training):
        """The state of the module that the sample asks for."""
        torch.manual_seed(SEED)
        construction = sample.constructor_input
        module = module_class(*construction.args, **construction.kwargs).to(dtype).train(training)
        return state_of(module)

    def outcome(self, module_class, line, fresh):
        """Replays a record, with fresh memory filled with a byte."""
        decode = self.values.decode
        fill_fresh_memory(fresh)
        # Before the seed: a module among the arguments takes random numbers of its own.
        args = [tuples(decode(value)) for value in line["args"]]
        kwargs = {key: tuples(decode(value)) for key, value in line["kwargs"].items()}
        torch.manual_seed(line["seed"])
        module = module_class(*args, **kwargs)
        module = module.to(getattr(torch, line["dtype"])).train(line["training"])
        state = state_of(module)
        printed = repr(module)
        forward = line["forward"]
        args = [decode(value) for value in forward["args"]]
        kwargs = {key: decode(value) for key, value in forward["kwargs"].items()}
        for tensor, requires_grad in zip(tensors_in([args, kwargs]), forward["requires_grad"]):
            tensor.requires_grad_(requires_grad)
        out, grads, input_grads = run_forward_and_backward(module, args, kwargs)
        fill_fresh_memory(0)
        return {
            "state": state,
            "repr": printed,
            "out": out,
            "grads": grads,
            "input_grads": input_grads,
            "state_after": state_of(module),
        }
