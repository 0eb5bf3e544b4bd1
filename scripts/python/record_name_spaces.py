"""Writes the public functions and classes of PyTorch's name spaces of operators, a line "name space, name" each, and a Java class
with the functions of torch itself."""

import sys
import textwrap

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


functions = [name for name in dir(torch) if not name.startswith("_") and callable(getattr(torch, name)) and not isinstance(getattr(torch, name), type)]

with open(sys.argv[1], "w", encoding="utf-8") as file:
    for space in NAME_SPACES:
        for name in public_names(getattr(torch, space)):
            print(space, name, file=file)
    for name in functions:
        print("torch", name, file=file)

JAVA = '''package org.panamatorch.codegen.operators;

import java.util.Set;

/** The functions of Python's torch; scripts/record-name-spaces writes this file. */
final class TorchNames {
    static final Set<String> ALL =
            Set.of(
                    """
%s
                    """
                            .strip()
                            .split("\\\\s+"));

    private TorchNames() {}
}
'''

indent = " " * 20
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write(JAVA % textwrap.fill(" ".join(functions), 100, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))
