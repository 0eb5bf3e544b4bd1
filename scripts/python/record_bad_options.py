"""Records how Python refuses bad options of modules and optimizers: python record_bad_options.py OUT_DIR.

One JSON object a line: the class `module`, the arguments `args` and `kwargs` of its constructor, one of which is another than
in module_form_cases.py, where that is refused, `stage` (`constructor` or `forward`; `nowhere` if it is not refused), and then
the class `error` of what is thrown and its `text`. The arguments, and the `inputs` of forward, are written as in forms.jsonl.
"""

import json
import math
import pathlib
import sys
import warnings

import torch
from torch import nn

from module_form_cases import CASES, M, Case, randn
from recorded_values import drawn, encoded
from signatures import parameters

warnings.simplefilter("ignore")
torch.set_num_threads(1)

INTEGERS = [0, -1, -3, 7]
NUMBERS = [0.0, -1.0, 2.5, math.nan, math.inf, -math.inf, 0, -1]
# Not one of one: that stands for the number in Java.
SIZES = [[], [2, 2], [1, 2, 3, 4, 5], [0, 0], [0, 0, 0], [-1, -1, -1], [-2, 1]]
# What is one number or several.
EXTENTS = {"kernel_size", "stride", "padding", "dilation", "output_padding", "output_size", "normalized_shape", "size"}
# What is None unless it is given.
OPTIONAL = {
    "dim": INTEGERS,
    "padding_idx": INTEGERS + [2**31],
    "max_norm": NUMBERS,
    "momentum": NUMBERS,
    "divisor_override": INTEGERS,
    "output_ratio": NUMBERS + [[0.5, 1.5, 0.5], [0.5, 1.5], [], [math.nan, 0.5], [0.0, 0.5]],
    "scale_factor": NUMBERS + [[], [2.0, 2.0], [0.0, 0.0], [-1.0, -1.0]],
    "stride": INTEGERS + SIZES,
    "output_size": INTEGERS + SIZES,
    "size": INTEGERS + SIZES,
    "kdim": INTEGERS,
    "vdim": INTEGERS,
    "eps": NUMBERS,
    "custom_encoder": [],
    "custom_decoder": [],
    "weight": [],
    "pos_weight": [],
    "_weight": [],
    "norm": [],
    "distance_function": [],
}
# Options that Python is about to drop.
OLD = {"size_average", "reduce", "device", "dtype", "reduction", "mode", "padding_mode", "nonlinearity", "activation"}


SEQUENCE = randn(3, 2, 4)
# Those that module_form_cases.py leaves to another recorder.
NATIVE = [
    Case("RNN", (4, 6), {"num_layers": 2, "dropout": 0.5}, [SEQUENCE]),
    Case("LSTM", (4, 6), {"num_layers": 2, "dropout": 0.5, "proj_size": 3}, [SEQUENCE]),
    Case("GRU", (4, 6), {"num_layers": 2, "dropout": 0.5}, [SEQUENCE]),
    Case("RNNCell", (4, 6), {}, [randn(2, 4)]),
    Case("LSTMCell", (4, 6), {}, [randn(2, 4)]),
    Case("GRUCell", (4, 6), {}, [randn(2, 4)]),
    Case("MultiheadAttention", (4, 2), {}, [SEQUENCE] * 3),
    Case("TransformerEncoderLayer", (4, 2), {"dim_feedforward": 8}, [SEQUENCE]),
    Case("TransformerDecoderLayer", (4, 2), {"dim_feedforward": 8}, [SEQUENCE] * 2),
    Case("Transformer", (4, 2, 1, 1), {"dim_feedforward": 8}, [SEQUENCE] * 2),
    Case("CrossMapLRN2d", (3,), {}, [M]),
]


def bad_values(name, value):
    """Values to try for an option of which one is known."""
    if name in OLD or isinstance(value, (bool, str, torch.Tensor, nn.Module)):
        return []
    if value is None:
        return OPTIONAL.get(name, [])
    if name in EXTENTS or isinstance(value, (tuple, list)):
        numbers = [] if name in ("cutoffs",) else INTEGERS
        return numbers + SIZES + ([[2, 1], [5, 5], [5, 30]] if name == "cutoffs" else [])
    if isinstance(value, int) and not name.endswith(("eps", "value", "margin", "lambd", "alpha", "min", "max")):
        return INTEGERS + ([0.5, -1.0, math.nan] if name in ("p", "norm_type") else [])
    return NUMBERS if isinstance(value, (int, float)) else []


def outcome(kind, args, kwargs, inputs):
    stage = "constructor"
    try:
        torch.manual_seed(7)
        module = kind(*args, **kwargs)
        stage = "forward"
        if inputs:
            module(*[drawn(spec) for spec in inputs])
    except Exception as e:
        # Not where in C++ it comes from.
        text = str(e).split("\nException raised from")[0]
        return {"stage": stage, "error": type(e).__name__, "text": text}
    return {"stage": "nowhere"}


def record(file, kind, case):
    """A line for each bad value of each option; the whole call is a module's first one that has inputs."""
    declared = parameters(kind.__init__)
    bound = dict(zip([p.name for p in declared], case.args)) | case.kwargs
    for parameter in declared:
        known = bound.get(parameter.name, parameter.default)
        for value in bad_values(parameter.name, known):
            options = bound | {parameter.name: tuple(value) if isinstance(value, list) else value}
            required = [options.pop(p.name) for p in declared if p.default is p.empty]
            line = {
                "module": kind.__name__,
                "args": [encoded(a) for a in required],
                "kwargs": {k: encoded(v) for k, v in options.items()},
                "inputs": case.inputs,
            }
            print(json.dumps(line | outcome(kind, required, options, case.inputs)), file=file)


def main():
    seen = set()
    with open(pathlib.Path(sys.argv[1], "bad_options.jsonl"), "w") as file:
        for case in CASES + NATIVE:
            if case.inputs and case.name not in seen:
                seen.add(case.name)
                record(file, getattr(nn, case.name), case)


main()
