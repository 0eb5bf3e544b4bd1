"""Writes the public functions and classes of PyTorch's name spaces of operators: a line "name space, name" each."""

import sys

import torch

NAME_SPACES = ("fft", "linalg", "nested", "sparse", "special")

# What the modules import without hiding it.
FOREIGN = {torch.Tensor, torch.SymInt, torch.dtype, torch.device, *torch._tensor_classes}


def public_names(module):
    for name in dir(module):
        value = getattr(module, name)
        home = getattr(value, "__module__", None) or module.__name__
        if not name.startswith("_") and callable(value) and value not in FOREIGN and home.startswith((module.__name__, "torch._C")):
            yield name


with open(sys.argv[1], "w", encoding="utf-8") as file:
    for space in NAME_SPACES:
        for name in public_names(getattr(torch, space)):
            print(space, name, file=file)
