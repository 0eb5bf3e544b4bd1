"""PyTorch's databases of sample inputs."""

import sys
import types
import unittest


def _stand_in_for_expecttest():
    """The databases import it, and never use it."""
    if "expecttest" not in sys.modules:
        module = types.ModuleType("expecttest")
        module.TestCase = unittest.TestCase
        module.assert_expected_inline = None
        sys.modules["expecttest"] = module


def operators():
    _stand_in_for_expecttest()
    from torch.testing._internal.common_methods_invocations import op_db

    return op_db


def modules():
    _stand_in_for_expecttest()
    from torch.testing._internal.common_modules import module_db

    return module_db


def optimizers():
    _stand_in_for_expecttest()
    from torch.testing._internal.common_optimizers import optim_db

    return optim_db
