"""Prints the public names of torch.nn and its name spaces: a line "module TAB name" each.

Public is what a module lists in __all__, else what can be called, has no underscore in front and is PyTorch's own; modules
are none. Of the class Module, its public methods.
"""

import importlib
import inspect
import warnings

import torch

NAME_SPACES = (
    "torch.nn",
    "torch.nn.Module",
    "torch.nn.functional",
    "torch.nn.init",
    "torch.nn.utils",
    "torch.nn.utils.rnn",
    "torch.nn.utils.parametrizations",
    "torch.nn.utils.parametrize",
    "torch.nn.utils.prune",
    "torch.nn.utils.fusion",
    "torch.nn.utils.stateless",
)


def is_public(space, name):
    value = getattr(space, name)
    own = (getattr(value, "__module__", None) or "torch").startswith("torch")
    return own and callable(value) and value is not torch.Tensor and not name.startswith("_")


def public_names(space):
    names = getattr(space, "__all__", None) or [name for name in dir(space) if is_public(space, name)]
    return sorted(name for name in names if not inspect.ismodule(getattr(space, name)))


warnings.simplefilter("ignore")
for path in NAME_SPACES:
    space = torch.nn.Module if path == "torch.nn.Module" else importlib.import_module(path)
    for name in public_names(space):
        print(path, name, sep="\t")
