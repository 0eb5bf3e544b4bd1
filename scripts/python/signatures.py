"""What Python's methods declare."""

import inspect
import typing


def parameters(method):
    """Those of a method but self; where it takes whatever comes, those of its first overload."""
    stated = typing.get_overloads(method)
    named = list(inspect.signature(stated[0] if stated else method).parameters.values())[1:]
    return [p for p in named if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
