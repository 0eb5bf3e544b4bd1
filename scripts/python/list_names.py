"""Prints the public names of torch.nn, or of torch.optim and what trains beside it: a line "module TAB name" each.

Public is what a module lists in __all__, else what can be called, has no underscore in front and is PyTorch's own; modules
are none. Of a class, its public methods.
"""

import inspect
import pkgutil
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
    "training": (
        "torch.optim",
        "torch.optim.Optimizer",
        "torch.optim.optimizer",
        "torch.optim.lr_scheduler",
        "torch.optim.lr_scheduler.LRScheduler",
        "torch.optim.swa_utils",
        "torch.optim.swa_utils.AveragedModel",
        "torch.utils.data",
        "torch.distributions",
        "torch.distributions.Distribution",
        "torch.distributions.constraints",
        "torch.distributions.transforms",
        "torch.distributions.Transform",
        "torch.distributions.kl",
        "torch.distributions.constraint_registry",
        "torch.autograd",
        "torch.autograd.Function",
        "torch.autograd.function",
        "torch.autograd.graph",
        "torch.autograd.functional",
        "torch.autograd.forward_ad",
        "torch.func",
        "torch.amp",
        "torch.amp.GradScaler",
        "torch.library",
        "torch.library.Library",
        "torch.utils.checkpoint",
    ),
}
# In the documentation, though not in __all__.
DOCUMENTED = {"torch.library": ("opcheck", "register_autograd", "register_kernel")}


def is_public(space, name):
    value = getattr(space, name)
    own = (getattr(value, "__module__", None) or "torch").startswith("torch")
    return own and callable(value) and value is not torch.Tensor and not name.startswith("_")


def public_names(space):
    names = getattr(space, "__all__", None) or [name for name in dir(space) if is_public(space, name)]
    return [name for name in names if not inspect.ismodule(getattr(space, name))]


warnings.simplefilter("ignore")
for path in NAME_SPACES[sys.argv[1]]:
    names = {*public_names(pkgutil.resolve_name(path)), *DOCUMENTED.get(path, ())}
    if path == "torch.optim.swa_utils.AveragedModel":
        names -= set(public_names(torch.nn.Module))
    for name in sorted(names):
        print(path, name, sep="\t")
