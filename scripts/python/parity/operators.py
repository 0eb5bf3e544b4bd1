"""Records the operators that OpInfo's samples call: the ones that Python reaches, and, where such a one is made of others, those."""

import collections
import json
import sys

import torch
import torch._ops
from torch.utils._python_dispatch import TorchDispatchMode

from memory import STALE, ZEROED, fill_fresh_memory
from storages import Unrecordable
from values import same_bits, span

SEED = 0

# How many cases of one overload are kept for each sample that is wanted of an entry.
CASES_A_SAMPLE = 4


def uninitialised(name):
    """Whether an operator returns memory as it finds it."""
    return name.split("::")[1].startswith(("empty", "new_empty", "_empty"))


class Interception:
    """Hands every call of an operator that comes from Python to a function, which gets the operator and its arguments as the dispatcher does."""

    def __init__(self, handle):
        self.handle = handle

    def __enter__(self):
        original = self.original = torch._ops.OpOverload._get_dispatch
        self.touched = []

        def handler_of(operator, key):
            def handler(*args, **kwargs):
                with torch._C._DisablePythonDispatcher():
                    return self.handle(operator, args, kwargs)

            # The dispatcher remembers what it got, past the end of the interception.
            operator._dispatch_cache[key] = handler
            self.touched.append(operator)
            return handler

        torch._ops.OpOverload._get_dispatch = handler_of
        self.guard = torch._C._EnablePythonDispatcher()
        self.guard.__enter__()
        return self

    def __exit__(self, *failure):
        self.guard.__exit__(*failure)
        torch._ops.OpOverload._get_dispatch = self.original
        for operator in self.touched:
            operator._dispatch_cache.clear()


class Parts(TorchDispatchMode):
    """Hands every operator that a composite one is made of to a function."""

    def __init__(self, handle, whole):
        super().__init__()
        self.handle = handle
        self.whole = whole

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        if operator is self.whole or not isinstance(operator, torch._ops.OpOverload):
            return operator(*args, **kwargs)
        return self.handle(operator, args, kwargs)


def cloned(value):
    """A copy with the same strides, so that a call that writes to it can be repeated."""
    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.is_quantized or value.is_nested:
            return value.clone()
        flat = value.as_strided((span(value),), (1,), value.storage_offset()).clone()
        return flat.as_strided(value.shape, value.stride())
    if isinstance(value, (list, tuple)):
        return type(value)(cloned(item) for item in value) if type(value) in (list, tuple) else value
    return value


class OperatorRecorder:
    def __init__(self, values, limit, device, note_drop):
        self.values = values
        self.limit = limit
        self.device = device
        self.most = CASES_A_SAMPLE * limit if limit else sys.maxsize
        self.note_drop = note_drop
        self.lines = []
        self.kept = []
        self.seen = set()
        self.count = collections.Counter()
        self.origin = ""
        self.dtype = None

    def record(self, entries, dtypes):
        for dtype in dtypes:
            self.dtype = dtype
            self.count.clear()
            for entry in entries:
                if dtype in entry.supported_dtypes(torch.device(self.device).type):
                    self.record_entry(entry, dtype)

    def record_entry(self, entry, dtype):
        name = f"{entry.formatted_name} {str(dtype).removeprefix('torch.')}"
        try:
            torch.manual_seed(SEED)
            samples = list(entry.sample_inputs(self.device, dtype, requires_grad=False))
        except Exception as failure:  # what a database's own code may raise is not known
            self.note_drop(name, "", f"its samples fail: {failure}")
            return
        for index in spread(len(samples), self.limit):
            sample = samples[index]
            origin = f"{name} #{index}"
            self.run(entry.op, sample, origin)
            if index == 0 or index == len(samples) // 2:
                self.run(entry.op, sample, origin + " noncontiguous", noncontiguous=True)
            if index == 0:
                for kind, variant in (("method", entry.method_variant), ("in place", entry.inplace_variant)):
                    if callable(variant) and variant is not entry.op:
                        self.run(variant, sample, f"{origin} {kind}", in_place=kind == "in place")
                for alias in entry.aliases:
                    for variant in (alias.op, alias.inplace_variant):
                        if callable(variant):
                            in_place = variant is alias.inplace_variant
                            self.run(variant, sample, f"{origin} {alias.name}", in_place=in_place)

    def run(self, function, sample, origin, noncontiguous=False, in_place=False):
        self.origin = origin
        try:
            with torch.no_grad():
                if noncontiguous:
                    sample = sample.noncontiguous()
                with Interception(self.intercepted):
                    function(cloned(sample.input) if in_place else sample.input, *sample.args, **sample.kwargs)
        except Exception as failure:
            self.note_drop(origin, "", f"Python raises {type(failure).__name__}: {failure}")
        with torch.no_grad():
            self.finish_kept()

    def intercepted(self, operator, args, kwargs):
        if self.is_composite(operator):
            copies = cloned(args), {k: cloned(v) for k, v in kwargs.items()}
            with Parts(self.handle, operator):
                try:
                    operator(*copies[0], **copies[1])
                except Exception:
                    pass  # the plain call raises it again
        return self.handle(operator, args, kwargs)

    @staticmethod
    def is_composite(operator):
        return torch._C._dispatch_has_kernel_for_dispatch_key(operator.name(), "CompositeImplicitAutograd")

    def handle(self, operator, args, kwargs):
        """Calls an operator, and keeps what goes in unless there are enough calls of it."""
        name = operator.name()
        if self.count[name] < self.most and name.startswith("aten::"):
            try:
                self.keep(operator, args, kwargs)
            except Unrecordable as reason:
                self.note_drop(self.origin, name, f"{reason} goes in")
        return operator(*args, **kwargs)

    def keep(self, operator, args, kwargs):
        name = operator.name()
        case = {
            "op": name,
            "args": [self.values.encode(value) for value in args],
            "kwargs": {key: self.values.encode(value) for key, value in kwargs.items()},
        }
        key = json.dumps(case)
        if key not in self.seen:
            self.seen.add(key)
            self.count[name] += 1
            self.kept.append((operator, case))

    def finish_kept(self):
        """Calls the operators that were kept, from the record alone: inside an interception some keys of the dispatcher are off."""
        for operator, case in self.kept:
            try:
                case["outs"] = self.results(operator, case)
            except Unrecordable as reason:
                self.note_drop(self.origin, case["op"], str(reason))
            except Exception as failure:
                self.note_drop(self.origin, case["op"], f"the record cannot be replayed: {type(failure).__name__}: {failure}")
            else:
                self.lines.append({"id": len(self.lines), **case, "seed": SEED, "origin": self.origin})
        self.kept.clear()

    def results(self, operator, case):
        results = self.replay(operator, case, STALE)
        again = self.replay(operator, case, ZEROED)
        if not results:
            # A case without a result shows nothing.
            raise Unrecordable("nothing comes out")
        try:
            outs = [self.values.encode(value, as_it_lies=False) for value in results]
        except Unrecordable as reason:
            raise Unrecordable(f"{reason} comes out") from None
        if uninitialised(case["op"]):
            same = [(value.dtype, value.shape) for value in again] == [(value.dtype, value.shape) for value in results]
        else:
            same = same_bits(again, results)
        if not same:
            raise Unrecordable("the record gives other results each time")
        return outs

    def replay(self, operator, case, fresh):
        args = [self.values.decode(value) for value in case["args"]]
        kwargs = {key: self.values.decode(value) for key, value in case["kwargs"].items()}
        torch.manual_seed(SEED)
        fill_fresh_memory(fresh)
        try:
            result = operator(*args, **kwargs)
        finally:
            fill_fresh_memory(0)
        return list(result) if isinstance(result, (list, tuple)) else [] if result is None else [result]


def spread(count, wanted):
    """Indices of that many samples, the first and the last among them; all for 0."""
    if wanted == 0 or count <= wanted:
        return list(range(count))
    if wanted == 1:
        return [0]
    return sorted({round(i * (count - 1) / (wanted - 1)) for i in range(wanted)})
