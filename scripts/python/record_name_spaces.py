"""Writes the public functions and classes of PyTorch's name spaces of operators, a line "name space, name" each, and Java classes
with the functions of torch itself and of torch.nn.functional."""

import pathlib
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




def functions(module):
    for name in dir(module):
        value = getattr(module, name)
        home = getattr(value, "__module__", None) or module.__name__
        if not name.startswith("_") and callable(value) and not isinstance(value, type) and home.startswith("torch") and home not in HELPERS:
            yield name


# What torch.nn.functional imports to write its functions with.
HELPERS = {"torch._jit_internal", "torch.overrides"}

PROJECT = pathlib.Path(__file__).parents[2]
names, generator = PROJECT / "java/core/src/test/resources/name-spaces", PROJECT / "java/codegen/src/main/java/org/panamatorch/codegen/operators"
if len(sys.argv) > 1:
    names = generator = pathlib.Path(sys.argv[1])

with open(names / "names.txt", "w", encoding="utf-8") as file:
    for space in NAME_SPACES:
        for name in public_names(getattr(torch, space)):
            print(space, name, file=file)
    for name in functions(torch):
        print("torch", name, file=file)

JAVA = '''package org.panamatorch.codegen.operators;

import java.util.Set;

/** The functions of Python's %s; scripts/record writes this file. */
final class %s {
    static final Set<String> ALL =
            Set.of(
                    """
%s
                    """
                            .strip()
                            .split("\\\\s+"));

    private %s() {}
}
'''

indent = " " * 20
for module, name in ((torch, "TorchNames"), (torch.nn.functional, "FunctionalNames")):
    text = textwrap.fill(" ".join(functions(module)), 100, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    (generator / f"{name}.java").write_text(JAVA % (module.__name__, name, text, name), encoding="utf-8")
