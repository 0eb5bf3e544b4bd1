"""Writes 50 steps of the learning rates and momenta of each schedule, as hexadecimal floats, to DIR/schedules.txt."""

import pathlib
import sys
import warnings

import torch
from torch.optim import SGD, Adam
from torch.optim import lr_scheduler as lr
from torch.optim.swa_utils import SWALR

STEPS = 50


def sgd():
    first, second = (torch.nn.Parameter(torch.ones(1)) for _ in range(2))
    return SGD([{"params": [first]}, {"params": [second], "lr": 0.7}], lr=0.05, momentum=0.9)


def adam():
    return Adam([torch.nn.Parameter(torch.ones(1))], lr=0.05)


def warm_up_then_cosine(o):
    parts = [lr.LinearLR(o, start_factor=0.1, total_iters=7), lr.CosineAnnealingLR(o, 20)]
    return lr.SequentialLR(o, parts, milestones=[7])


def nested(o):
    inner = lr.SequentialLR(o, [lr.ConstantLR(o, 0.3, 4), lr.ExponentialLR(o, 0.9)], milestones=[5])
    return lr.SequentialLR(o, [inner, lr.StepLR(o, 3, 0.5), lr.PolynomialLR(o, 9, 2.0)], milestones=[12, 30])


CASES = {
    "LambdaLR": lambda o: lr.LambdaLR(o, lambda epoch: 1 / (epoch + 1)),
    "LambdaLR each": lambda o: lr.LambdaLR(o, [lambda epoch: 1 / (epoch + 1), lambda epoch: 1 + 0.1 * epoch]),
    "MultiplicativeLR": lambda o: lr.MultiplicativeLR(o, lambda epoch: 0.95 + 0.001 * epoch),
    "StepLR": lambda o: lr.StepLR(o, 7),
    "StepLR gamma": lambda o: lr.StepLR(o, 3, gamma=0.7),
    "MultiStepLR": lambda o: lr.MultiStepLR(o, [3, 10, 10, 31], gamma=0.3),
    "ConstantLR": lambda o: lr.ConstantLR(o),
    "ConstantLR factor": lambda o: lr.ConstantLR(o, factor=0.7, total_iters=13),
    "LinearLR": lambda o: lr.LinearLR(o),
    "LinearLR down": lambda o: lr.LinearLR(o, start_factor=0.9, end_factor=0.2, total_iters=33),
    "ExponentialLR": lambda o: lr.ExponentialLR(o, 0.93),
    "PolynomialLR": lambda o: lr.PolynomialLR(o),
    "PolynomialLR power": lambda o: lr.PolynomialLR(o, total_iters=41, power=1.7),
    "CosineAnnealingLR": lambda o: lr.CosineAnnealingLR(o, 20),
    "CosineAnnealingLR min": lambda o: lr.CosineAnnealingLR(o, 13, eta_min=0.003),
    "CosineAnnealingWarmRestarts": lambda o: lr.CosineAnnealingWarmRestarts(o, 7),
    "CosineAnnealingWarmRestarts mult": lambda o: lr.CosineAnnealingWarmRestarts(o, 5, T_mult=2, eta_min=0.001),
    "CyclicLR": lambda o: lr.CyclicLR(o, 0.01, 0.1, step_size_up=7),
    "CyclicLR triangular2": lambda o: lr.CyclicLR(o, 0.01, 0.1, 5, 8, mode="triangular2"),
    "CyclicLR exp_range": lambda o: lr.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 6, mode="exp_range", gamma=0.97),
    "CyclicLR function": lambda o: lr.CyclicLR(
        o, 0.01, 0.1, 6, scale_fn=lambda x: 0.5 + 0.1 * x, cycle_momentum=False
    ),
    "CyclicLR function of steps": lambda o: lr.CyclicLR(
        o, 0.01, 0.1, 6, scale_fn=lambda x: 1 / (x + 1), scale_mode="iterations", cycle_momentum=False
    ),
    "OneCycleLR": lambda o: lr.OneCycleLR(o, 0.5, total_steps=60),
    "OneCycleLR linear": lambda o: lr.OneCycleLR(
        o, [0.5, 0.9], epochs=10, steps_per_epoch=5, pct_start=0.4, anneal_strategy="linear", div_factor=10.0
    ),
    "OneCycleLR three": lambda o: lr.OneCycleLR(o, 0.5, total_steps=55, three_phase=True, final_div_factor=100.0),
    "SWALR": lambda o: SWALR(o, 0.01),
    "SWALR linear": lambda o: SWALR(o, 0.01, anneal_epochs=17, anneal_strategy="linear"),
    "SWALR at once": lambda o: SWALR(o, [0.01, 0.02], anneal_epochs=0),
    "SequentialLR": warm_up_then_cosine,
    "SequentialLR nested": nested,
    "ChainedScheduler": lambda o: lr.ChainedScheduler(
        [lr.ConstantLR(o, factor=0.1, total_iters=20), lr.ExponentialLR(o, gamma=0.9)], optimizer=o
    ),
    "ChainedScheduler of three": lambda o: lr.ChainedScheduler(
        [lr.LinearLR(o, 0.5, total_iters=9), lr.StepLR(o, 4, 0.8), lr.CosineAnnealingLR(o, 25)]
    ),
    "ReduceLROnPlateau": lambda o: lr.ReduceLROnPlateau(o, patience=3),
    "ReduceLROnPlateau max": lambda o: lr.ReduceLROnPlateau(
        o, "max", 0.5, 2, 0.1, "abs", cooldown=2, min_lr=[0.001, 0.01]
    ),
}
BY_EPOCH = [name for name in CASES if name.split()[0] in (
    "StepLR", "MultiStepLR", "ConstantLR", "LinearLR", "ExponentialLR", "PolynomialLR", "CosineAnnealingLR",
    "CosineAnnealingWarmRestarts",
)]  # fmt: skip


def metric(step):
    """A loss that falls, rests and rises."""
    return 1.0 / (step + 1) if step < 8 else 0.125 + 0.001 * (step % 5)


def record(name, optimizer, schedule, by_epoch=False):
    values = []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            values.append(float(group["lr"]).hex())
            values.append(float(group["betas"][0] if "betas" in group else group["momentum"]).hex())
        optimizer.step()
        if name.startswith("ReduceLROnPlateau"):
            schedule.step(metric(step))
        elif by_epoch:
            schedule.step(step * 2)
        else:
            schedule.step()
    out.write("\t".join([name + (" by epoch" if by_epoch else ""), *values]) + "\n")


warnings.simplefilter("ignore")
out = (pathlib.Path(sys.argv[1]) / "schedules.txt").open("w")
for case, make in CASES.items():
    made = sgd()
    record(case, made, make(made))
for case in BY_EPOCH:
    made = sgd()
    record(case, made, CASES[case](made), by_epoch=True)
made = adam()
record("OneCycleLR of Adam", made, lr.OneCycleLR(made, 0.5, total_steps=60))
made = adam()
record("CyclicLR of Adam", made, lr.CyclicLR(made, 0.01, 0.1, step_size_up=7))
out.close()
