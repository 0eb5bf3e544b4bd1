"""The Python side of scripts/bench-optimizers; OptimizerSteps.java says what is timed.

For each line on the standard input, which is the name of a case, it steps for a while and prints the nanoseconds of the
quickest step.
"""

import sys
import time

import torch
from torch import optim

PARAMETERS, SIZE, GRADIENT = 200, 32, 0.01
ASKED_NANOSECONDS = 20_000_000
WITH_MOMENTUM = {"SGD momentum", "SGD foreach", "SGD fused"}


def parameters(is_sparse):
    made = []
    for _ in range(PARAMETERS):
        parameter = torch.ones(SIZE, SIZE, requires_grad=True)
        gradient = torch.full((SIZE, SIZE), GRADIENT)
        parameter.grad = gradient.to_sparse(1).coalesce() if is_sparse else gradient
        made.append(parameter)
    return made


def step(name):
    kind, _, option = name.partition(" ")
    options = {option: True} if option in ("foreach", "fused") else {}
    if kind == "SGD":
        options.update(lr=1e-3, momentum=0.9 if name in WITH_MOMENTUM else 0)
    if kind == "LBFGS":
        optimizer = optim.LBFGS(parameters(False), lr=1e-3, max_iter=4)
        return lambda: optimizer.step(lambda: torch.ones(()))
    return getattr(optim, kind)(parameters(kind == "SparseAdam"), **options).step


def nanoseconds(step):
    begun = before = time.perf_counter_ns()
    best = float("inf")
    while before - begun < ASKED_NANOSECONDS:
        step()
        now = time.perf_counter_ns()
        best = min(best, now - before)
        before = now
    return best


torch.set_num_threads(1)
steps = {}
for line in sys.stdin:
    name = line.rstrip("\n")
    if name not in steps:
        steps[name] = step(name)
    print(nanoseconds(steps[name]), flush=True)
