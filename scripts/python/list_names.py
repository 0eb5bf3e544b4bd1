"""Prints the public names of torch.nn or torch.optim and its name spaces: a line "module TAB name" each.

Public is what a module lists in __all__, else what can be called, has no underscore in front and is PyTorch's own; modules
are none. Of a class, its public methods.
"""

import importlib
import inspect
import sys
import warnings

import torch
import torch.optim.swa_utils

NAME_SPACES = {
    "nn": (
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
    ),
    "optim": (
        "torch.optim",
        "torch.optim.Optimizer",
        "torch.optim.optimizer",
        "torch.optim.lr_scheduler",
        "torch.optim.lr_scheduler.LRScheduler",
        "torch.optim.swa_utils",
        "torch.optim.swa_utils.AveragedModel",
    ),
}
CLASSES = {
    "torch.nn.Module": torch.nn.Module,
    "torch.optim.Optimizer": torch.optim.Optimizer,
    "torch.optim.lr_scheduler.LRScheduler": torch.optim.lr_scheduler.LRScheduler,
    "torch.optim.swa_utils.AveragedModel": torch.optim.swa_utils.AveragedModel,
}


def is_public(space, name):
    value = getattr(space, name)
    own = (getattr(value, "__module__", None) or "torch").startswith("torch")
    return own and callable(value) and value is not torch.Tensor and not name.startswith("_")


def public_names(space):
    names = getattr(space, "__all__", None) or [name for name in dir(space) if is_public(space, name)]
    return sorted(name for name in names if not inspect.ismodule(getattr(space, name)))


warnings.simplefilter("ignore")
for path in NAME_SPACES[sys.argv[1]]:
    space = CLASSES.get(path) or importlib.import_module(path)
    names = public_names(space)
    if path == "torch.optim.swa_utils.AveragedModel":
        names = sorted(set(names) - set(public_names(torch.nn.Module)))
    for name in names:
        print(path, name, sep="\t")
