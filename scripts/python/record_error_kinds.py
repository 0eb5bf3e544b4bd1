"""Writes which of Python's exceptions PyTorch raises for the calls in error_kind_cases.py: one a line, name and class."""

import pathlib
import sys
import warnings

import torch
from error_kind_cases import CASES

# What TorchException.Kind has another name for, or does not tell apart.
CLASSES = {torch.linalg.LinAlgError: "LinAlgError", AssertionError: "RuntimeError"}


def raised(call):
    try:
        call()
    except Exception as e:
        return CLASSES.get(type(e), type(e).__name__)
    raise SystemExit("not refused")


def main(folder):
    warnings.simplefilter("ignore")
    lines = [f"{name}\t{raised(call)}\n" for name, call in CASES.items()]
    pathlib.Path(folder, "kinds.tsv").write_text("".join(lines))


main(sys.argv[1])
