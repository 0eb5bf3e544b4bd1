"""Records how Python's modules are called, printed and initialised, and what they compute: python record_module_forms.py OUT_DIR.

It writes these files. Of a result they have its dtype, its sizes and its number among the results of the calls that
recorded_calls.py writes down, beside them in forms.calls and functions.calls.

signatures.json has the names of each class's constructor parameters, in order, and how many of them have no default; the
names of the parameters of `forward`, in order, and the defaults of those that have one.

forms.jsonl has a JSON object a line: the class `module`, the arguments `args` and `kwargs` of its constructor (as in
docs/PARITY.md, but for a tensor its `values` and `size`), the `text` that `str` gives, the `state` after construction, and of the modules that have `inputs` what comes of calling them: the random inputs are drawn after the
construction. `out` and `grads` are of training, with the sum of all floating-point outputs for a loss, `evaluated` is of
evaluation, `text_after` and `state_after` of the module then.

functions.jsonl has a JSON object a line: the `name` of a call in function_cases.py or util_function_cases.py, its result
`out`, and the gradients `grads` of its inputs, if it has any.
"""

import json
import os
import sys
import warnings
from functools import partial

import torch
from torch import nn

import function_cases
import util_function_cases
from module_form_cases import CASES
from recorded_calls import write
from recorded_values import drawn, encoded, state_of
from signatures import parameters

warnings.simplefilter("ignore")
torch.set_num_threads(1)


def tensors(output):
    return list(output) if isinstance(output, tuple) else [output]


def record(case, show):
    module = getattr(nn, case.name)(*case.args, **case.kwargs)
    line = {
        "module": case.name,
        "args": [encoded(a) for a in case.args],
        "kwargs": {k: encoded(v) for k, v in case.kwargs.items()},
        "text": str(module),
        "state": state_of(module, show),
    }
    if not case.inputs:
        return line
    inputs = [drawn(spec) for spec in case.inputs]
    for tensor, spec in zip(inputs, case.inputs):
        if spec["draw"].startswith("rand"):
            tensor.requires_grad_()
    outputs = tensors(module(*inputs))
    line["inputs"] = case.inputs
    line["out"] = [show(t) for t in outputs]
    floating = [t for t in outputs if t.is_floating_point() and t.requires_grad]
    if floating:
        sum(t.sum() for t in floating).backward()
        line["grads"] = {name: show(p.grad) for name, p in module.named_parameters()}
        line["input_grads"] = [show(t.grad) for t in inputs]
    module.eval()
    line["evaluated"] = [show(t) for t in tensors(module(*inputs))]
    line["text_after"] = str(module)
    line["state_after"] = state_of(module, show)
    return line


def function(name, call, show):
    result, *inputs = call()
    if inputs:
        result.sum().backward()
    return {"name": name, "out": show(result), "grads": [show(t.grad) for t in inputs]}


def signature(kind):
    constructor = parameters(kind.__init__)
    forward = parameters(kind.forward) if issubclass(kind, nn.Module) else []
    return {
        "names": [p.name for p in constructor],
        "required": sum(p.default is p.empty for p in constructor),
        "forward": [p.name for p in forward],
        "defaults": {p.name: encoded(p.default) for p in forward if p.default is not p.empty},
    }


out = sys.argv[1]
with open(os.path.join(out, "signatures.json"), "w") as file:
    file.write("{\n")
    kinds = [n for n in nn.modules.__all__ if n not in ("Module", "Container")]
    file.write(",\n".join(f"{json.dumps(n)}: {json.dumps(signature(getattr(nn, n)))}" for n in kinds))
    file.write("\n}\n")
write(out, "forms", [partial(record, case) for case in CASES])
write(out, "functions", [partial(function, *case) for case in (function_cases.CASES | util_function_cases.CASES).items()])
