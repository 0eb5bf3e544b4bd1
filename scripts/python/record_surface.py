"""Records the calls of surface_cases.py, each with its results, gradient functions or error; scripts/record has the help."""

import argparse
import ast
import collections.abc
import inspect
import json
import pathlib
import re
import sys
import warnings

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent / "parity"))

from storages import Storages  # noqa: E402
from surface_cases import CASES, NOT_CALLED, Varargs  # noqa: E402
from values import Values  # noqa: E402

SEED = 7
# What a call cannot choose, and Java has no parameter for.
PRIVATE = {"_stacklevel"}


OWNERS = {"torch": torch, "Tensor": torch.Tensor, "F": torch.nn.functional}
# What a text of LibTorch's goes on with is about its own build.
ADVICE = re.compile(r"\nException raised from| This could be because the operator doesn't exist")


def function_of(name):
    owner, _, function = name.rpartition(".")
    return getattr(OWNERS[owner], function)


def public_functions():
    """Those that torch/functional.py, the class of torch/_tensor.py and torch/nn/functional.py define."""
    functional = inspect.getmodule(torch.nn.functional.relu)
    for owner, module in (("torch", torch.functional), ("Tensor", torch._tensor), ("F", functional)):
        body = ast.parse(inspect.getsource(module)).body
        if owner == "Tensor":
            (body,) = (node.body for node in body if isinstance(node, ast.ClassDef) and node.name == "Tensor")
        for node in body:
            names = [node.name] if isinstance(node, ast.FunctionDef) else [getattr(t, "id", "") for t in getattr(node, "targets", [])]
            for name in names:
                is_public = name in module.__all__ if owner == "torch" else not re.match("_(?!_)", name)
                if is_public and callable(getattr(OWNERS[owner], name, None)):
                    yield f"{owner}.{name}"


def defaults_of(case):
    """The defaults of the parameters, by name."""
    if case.signature is not None:
        parameters = inspect.signature(eval(f"lambda {case.signature}: None")).parameters
    else:
        parameters = inspect.signature(function_of(case.name)).parameters
    return {name: p.default for name, p in parameters.items() if p.default is not p.empty and name not in PRIVATE}


def call(case, given):
    function = function_of(case.name)
    arguments = dict(given) | {name: [given[part] for part in parts] for name, parts in case.same.items()}
    if case.backward == "during":
        arguments["input"] = arguments["input"].square()
    if case.positional:
        first = [arguments.pop(name) for name in case.positional if name in arguments]
        flat = [item for value in first for item in (value if isinstance(value, Varargs) else [value])]
        return function(*flat, **arguments)
    return function(**arguments)


def outcome(case, given):
    """What the call returns, or the gradients that it leaves behind."""
    result = call(case, given)
    if not case.backward:
        return flat(result)
    if case.backward == "after":
        given["input"].square().sum().backward()
    return [value.grad for value in given.values() if isinstance(value, torch.Tensor) and value.requires_grad]


def gradient_functions(results):
    """The names as tensors are printed with them."""
    functions = [tensor.grad_fn if isinstance(tensor, torch.Tensor) else None for tensor in results]
    return [function and function.name().rsplit("::", 1)[-1] for function in functions]


def flat(result):
    if isinstance(result, (list, tuple, collections.abc.Iterator)) and not isinstance(result, torch.Size):
        return [item for part in result for item in flat(part)]
    return [list(result)] if isinstance(result, torch.Size) else [result]


class Recorder:
    def __init__(self, shapes):
        self.storages = Storages()
        self.values = Values(self.storages)
        self.shapes = shapes
        self.lines = []

    def record(self, case):
        defaults = defaults_of(case)
        for change in case.changes():
            torch.manual_seed(SEED)
            changes = change()
            given = case.required() | changes
            line = {
                "id": len(self.lines),
                "function": case.name,
                "changed": list(changes),
                "given": {name: self.values.encode(self.plain(value)) for name, value in given.items()},
                "requires_grad": [name for name, value in given.items() if self.needs_grad(value)],
                "defaults": {name: self.values.encode(value) for name, value in defaults.items() if name not in given and name not in case.same},
                "seed": SEED,
                "inexact": case.inexact,
            }
            if case.backward:
                line |= {"backward": case.backward, "same": case.same}
            torch.manual_seed(SEED)
            try:
                results = outcome(case, given)
            except Exception as failure:
                if isinstance(failure, TypeError) and "Multiple dispatch failed" in str(failure):
                    raise
                line["error"] = {"type": type(failure).__name__, "text": ADVICE.split(str(failure))[0]}
            else:
                line["outs"] = [self.encoded(value) for value in results]
                line["grad_fns"] = gradient_functions(results)
            self.lines.append(line)

    @classmethod
    def plain(cls, value):
        if isinstance(value, (torch.nn.functional.ScalingType, torch.nn.functional.SwizzleType)):
            return value.name
        return [cls.plain(item) for item in value] if type(value) in (Varargs, list) else value

    @staticmethod
    def needs_grad(value):
        tensors = value if isinstance(value, (list, tuple)) else [value]
        return any(isinstance(tensor, torch.Tensor) and tensor.requires_grad for tensor in tensors)

    def encoded(self, value):
        if isinstance(value, torch.Tensor):
            if value.layout != torch.strided:
                value = value.detach().to_dense()
            if self.shapes and (value.is_floating_point() or value.is_complex()):
                return {"dtype": str(value.dtype).removeprefix("torch."), "size": list(value.shape)}
        return self.values.encode(value, as_it_lies=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--shapes", action="store_true")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    recorder = Recorder(chosen.shapes)
    for case in CASES:
        if not chosen.only or case.name in chosen.only.split(","):
            recorder.record(case)
    with open(chosen.dir / "surface.jsonl", "w", encoding="utf-8") as file:
        for line in recorder.lines:
            print(json.dumps(line, separators=(",", ":")), file=file)
    functions = {line["function"] for line in recorder.lines}
    if not chosen.only:
        if left := set(public_functions()) ^ (functions & set(public_functions()) | NOT_CALLED.keys()):
            sys.exit(f"neither called nor excused, or both, or no functions: {sorted(left)}")
        with open(chosen.dir / "not-called.tsv", "w", encoding="utf-8") as file:
            file.writelines(f"{name}\t{reason}\n" for name, reason in NOT_CALLED.items())
    size = recorder.storages.write(chosen.dir / "tensors.safetensors")
    errors = sum("error" in line for line in recorder.lines)
    print(f"{len(recorder.lines)} calls of {len(functions)} functions, {errors} of them errors, {size} bytes of tensors", file=sys.stderr)


main()
