"""Writes down the operators that PyTorch calls, so that parity-calls of native/parity can call them again without Python.

A file of calls has a statement a line. A case's tensors are numbered from 0 as they come out: a list counts once for each
of its tensors, and what is absent counts too. What a call in place gives back has its number already.

    case 0                                starts a case, with the generator's seed at 7 and gradients enabled
    grad False                            disables gradients for what follows: some kernels ask
    aten::uniform_ %0 -0x1p-1 0x1p-1      calls an operator; a keyword argument, or one after an argument left out, has its name
    tensor float32 [2,3] 0x1p+0 ...       a constant
    show %4                               the tensor's value here is the next result of the case

Arguments are numbers (3, 0x1p-1, True), None, "strings", names of dtypes, layouts, memory formats and devices (float32,
strided, contiguous_format, cpu), tensors (%4) and lists ([1,2]).
"""

import json
import os
import re

import torch
from torch._library.custom_ops import OPDEFS
from torch.utils._python_dispatch import TorchDispatchMode, _disable_current_modes

from recorded_values import digest

SEED = 7
# Arguments that say what would be so without them.
USUAL = {"pin_memory": "False", "device": "cpu", "layout": "torch.strided", "memory_format": "torch.preserve_format"}


class CallRecorder(TorchDispatchMode):
    """Writes down what is called inside it."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.checksums = []
        self.numbers = {}
        self.count = 0
        self.grad = True
        # Where memory lies that nothing has written to yet.
        self.unwritten = set()
        # What has a number stays, so that nothing else comes to lie where it lies.
        self.kept = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        if func.namespace != "aten":
            # Written in Python, so that it is its calls which count.
            with self:
                return OPDEFS[func._schema.name]._init_fn(*args, **(kwargs or {}))
        kwargs = {key: value for key, value in (kwargs or {}).items() if USUAL.get(key) != str(value)}
        schema = func._schema
        # What is written to and given back has its number already.
        fresh = [r.alias_info is None or not r.alias_info.is_write for r in schema.returns]
        if not schema.is_mutable and not any("Tensor" in str(r.type) for r in schema.returns):
            return func(*args, **kwargs)
        if self.grad != torch.is_grad_enabled():
            self.grad = torch.is_grad_enabled()
            self.lines.append(f"grad {self.grad}")
        # A lazy module's parameter refuses to be looked at otherwise.
        with torch._C.DisableTorchFunctionSubclass():
            line = self.line(func, args, kwargs)
            result = func(*args, **kwargs)
            if not (func.is_view and self.knows(result)):
                self.lines.append(line)
                results = result if len(schema.returns) > 1 else [result]
                self.number([each for each, is_fresh in zip(results, fresh) if is_fresh])
            if "empty" in schema.name and result.numel():
                self.unwritten.add(storage_of(result).data_ptr())
        return result

    def line(self, func, args, kwargs):
        schema = func._schema
        arguments = {a.name: value for a, value in zip(schema.arguments, args)} | kwargs
        written = {a.name for a in schema.arguments if a.is_write}
        for name, value in arguments.items():
            for tensor in value if isinstance(value, (list, tuple)) else [value]:
                if isinstance(tensor, torch.Tensor) and not func.is_view:
                    self.touch(tensor, name in written)
        name = schema.name + ("." + schema.overload_name if schema.overload_name else "")
        return " ".join([name, *map(self.word, args), *(f"{key}={self.word(value)}" for key, value in kwargs.items())])

    def touch(self, tensor, writes):
        """Makes a constant of what is read although no call wrote to it: C++ filled it by its address."""
        storage = storage_of(tensor)
        if storage is not None and storage.data_ptr() in self.unwritten:
            self.unwritten.discard(storage.data_ptr())
            if not writes:
                self.lines.append(constant(tensor))
                self.number([tensor])

    def knows(self, view):
        return isinstance(view, torch.Tensor) and next(keys_of(view)) in self.numbers

    def word(self, value):
        if isinstance(value, torch.Tensor):
            return f"%{self.number_of(value)}"
        if isinstance(value, (list, tuple)):
            return "[" + ",".join(map(self.word, value)) + "]"
        if isinstance(value, float):
            return hexadecimal(value)
        if isinstance(value, str):
            return f'"{value}"'
        if value is None or isinstance(value, (bool, int, torch.device)):
            return str(value)
        if isinstance(value, (torch.dtype, torch.layout, torch.memory_format)):
            return str(value).removeprefix("torch.")
        raise TypeError(f"{value!r} cannot be written")

    def number(self, results):
        for result in results:
            if isinstance(result, (tuple, list)):
                self.number(result)
                continue
            if result is not None:
                self.kept.append((result, storage_of(result)))
                for key in keys_of(result):
                    self.numbers[key] = self.count
            self.count += 1

    def number_of(self, tensor):
        for key in keys_of(tensor):
            if key in self.numbers:
                return self.numbers[key]
        self.lines.append(constant(tensor))
        self.number([tensor])
        return self.count - 1

    def show(self, tensor):
        """Makes a tensor's value a result: its dtype, its sizes and the number of the result."""
        if tensor is None:
            return None
        with _disable_current_modes():
            self.lines.append(f"show %{self.number_of(tensor)}")
            dtype, sizes, checksum = digest(tensor)
        self.checksums.append(checksum)
        return [dtype, sizes, len(self.checksums) - 1]


def storage_of(tensor):
    return tensor.untyped_storage() if tensor.layout == torch.strided and not tensor.is_nested else None


def keys_of(tensor):
    """What tells a tensor from others: where its elements lie and how, as Python wraps some anew; and the object."""
    storage = storage_of(tensor)
    if storage is not None and tensor.numel():
        yield (storage.data_ptr(), tensor.storage_offset(), tensor.shape, tensor.stride(), tensor.dtype, tensor.is_conj())
    yield id(tensor)


def hexadecimal(value):
    return re.sub(r"\.?0*p", "p", value.hex())


def constant(tensor):
    with _disable_current_modes():
        plain = tensor.detach()
        values = plain.reshape(-1).tolist()
    words = (hexadecimal(value) if isinstance(value, float) else str(value) for value in values)
    sizes = ",".join(map(str, plain.shape))
    return " ".join([f"tensor {str(plain.dtype).removeprefix('torch.')} [{sizes}]", *words])


def recorded(record, number, calls):
    """What `record(show)` gives. It is called as it is, and again to write down the calls, which must not change a bit."""
    checksums = []

    def show(tensor):
        found = digest(tensor)
        if found is not None:
            checksums.append(found[2])
        return found

    torch.manual_seed(SEED)
    record(show)
    recorder = CallRecorder()
    torch.manual_seed(SEED)
    with recorder:
        line = record(recorder.show)
    if recorder.checksums != checksums:
        raise AssertionError(f"{line} differs while calls are recorded")
    calls.write("\n".join([f"case {number}", *recorder.lines]) + "\n")
    return line


def write(folder, name, records):
    """Writes what the records give to NAME.jsonl and their calls to NAME.calls, a line and a case each."""
    with (
        open(os.path.join(folder, name + ".jsonl"), "w", encoding="utf-8") as lines,
        open(os.path.join(folder, name + ".calls"), "w", encoding="utf-8") as calls,
    ):
        for number, record in enumerate(records):
            lines.write(json.dumps(recorded(record, number, calls)) + "\n")
