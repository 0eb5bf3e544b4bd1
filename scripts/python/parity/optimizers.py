"""Records OptimizerInfo's option sets: some steps over parameters that are drawn to centers."""

import torch

from operators import SEED
from storages import Unrecordable
from values import same_bits

STEPS = 5
# Muon takes matrices only, and a sparse gradient has rows.
SHAPES = {"Muon": [(3, 4), (2, 5)], "SparseAdam": [(3, 4), (5,)]}
DEFAULT_SHAPES = [(3, 4), (5,), ()]


def run_steps(optimizer_class, params, centers, weights, kwargs, sparse):
    """The parameters after each step; with sparse each gradient is made sparse before it."""
    params = [torch.nn.Parameter(param.clone()) for param in params]
    optimizer = optimizer_class(params, **kwargs)

    def loss_of():
        optimizer.zero_grad()
        loss = sum(((p - c).square() * w).sum() for p, c, w in zip(params, centers, weights))
        loss.backward()
        if sparse:
            for param in params:
                param.grad = param.grad.to_sparse()
        return loss

    after = []
    for _ in range(STEPS):
        if optimizer_class is torch.optim.LBFGS:
            optimizer.step(loss_of)
        else:
            loss_of()
            optimizer.step()
        after.append([param.detach().clone() for param in params])
    return after


class OptimizerRecorder:
    def __init__(self, values, note_drop):
        self.values = values
        self.note_drop = note_drop
        self.lines = []

    def record(self, entries, dtypes):
        for dtype in dtypes:
            for entry in entries:
                if dtype.is_floating_point or (dtype.is_complex and entry.supports_complex):
                    self.record_entry(entry, dtype)

    def record_entry(self, entry, dtype):
        name = f"{entry.name} {str(dtype).removeprefix('torch.')}"
        for sample in entry.optim_inputs_func("cpu", dtype):
            for kwargs in self.variants(entry, sample.kwargs):
                chosen = [key for key in ("foreach", "fused") if kwargs.get(key)]
                origin = " ".join([name, f"({sample.desc})", *chosen])
                self.record_options(entry.optim_cls, kwargs, dtype, origin, entry.only_supports_sparse_grads)

    @staticmethod
    def variants(entry, kwargs):
        """The options as they are, and with each implementation that the CPU has."""
        yield kwargs
        for flag in ("foreach", "fused"):
            if flag in entry.supported_impls and (flag != "fused" or "cpu" in entry.supports_fused_on):
                yield {**kwargs, flag: True}

    def record_options(self, optimizer_class, kwargs, dtype, origin, sparse):
        mark = self.values.storages.mark()
        encode, decode = self.values.encode, self.values.decode
        torch.manual_seed(SEED)
        shapes = SHAPES.get(optimizer_class.__name__, DEFAULT_SHAPES)
        params, centers = ([torch.randn(shape, dtype=dtype) for shape in shapes] for _ in range(2))
        weights = [torch.rand(shape, dtype=dtype) + 0.5 for shape in shapes]
        if sparse:
            # Gradients without their first row.
            for weight in weights:
                weight[:1] = 0
        try:
            line = {
                "optimizer": optimizer_class.__name__,
                "kwargs": {key: encode(value) for key, value in kwargs.items()},
                "dtype": str(dtype).removeprefix("torch."),
                "seed": SEED,
                "origin": origin,
                "params": [encode(tensor) for tensor in params],
                "centers": [encode(tensor) for tensor in centers],
                "weights": [encode(tensor) for tensor in weights],
            }
            if sparse:
                line["sparse"] = True
            after = run_steps(optimizer_class, params, centers, weights, kwargs, sparse)
            again = run_steps(
                optimizer_class,
                *([decode(tensor) for tensor in line[key]] for key in ("params", "centers", "weights")),
                {key: decode(value) for key, value in line["kwargs"].items()},
                sparse,
            )
            if not same_bits(after, again):
                raise Unrecordable("the record gives other results")
            line["after"] = [[encode(tensor) for tensor in step] for step in after]
        except Unrecordable as reason:
            self.values.storages.back_to(mark)
            self.note_drop(origin, optimizer_class.__name__, str(reason))
        except Exception as failure:
            self.values.storages.back_to(mark)
            self.note_drop(origin, optimizer_class.__name__, f"Python raises {type(failure).__name__}: {failure}")
        else:
            self.lines.append({"id": len(self.lines), **line})
