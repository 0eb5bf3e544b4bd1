"""Writes the scale and the parameters of 16 steps with a gradient scaler, as hexadecimal floats, to DIR/scaler.txt.

Every third gradient or so is infinite or not a number. Each line is a case, and a step's values are the scale, the count
of steps since the scale changed, and the parameters.
"""

import pathlib
import sys

import torch
from torch.optim import SGD, Adagrad, Adam, AdamW, RMSprop

STEPS = 16
BAD = {0: float("inf"), 5: float("nan"), 6: float("-inf"), 11: float("inf")}

CASES = {
    "SGD": lambda p: SGD(p, lr=0.1, momentum=0.9),
    "SGD fused": lambda p: SGD(p, lr=0.1, fused=True),
    "Adam": lambda p: Adam(p, lr=0.1),
    "Adam fused": lambda p: Adam(p, lr=0.1, fused=True),
    "AdamW fused": lambda p: AdamW(p, lr=0.1, fused=True, amsgrad=True),
    "Adagrad fused": lambda p: Adagrad(p, lr=0.1, fused=True),
    "RMSprop": lambda p: RMSprop(p, lr=0.1),
}


def run(make, unscales):
    parameters = [torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5])), torch.nn.Parameter(torch.tensor([[3.0]]))]
    optimizer = make(parameters)
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0, growth_interval=3)
    values = []
    for step in range(STEPS):
        optimizer.zero_grad()
        factor = BAD.get(step, 0.3 + 0.1 * step)
        loss = (parameters[0] * parameters[0]).sum() * factor + parameters[1].sum() * 0.7
        scaler.scale(loss).backward()
        if unscales:
            scaler.unscale_(optimizer)
            parameters[1].grad.mul_(0.5)
        scaler.step(optimizer)
        scaler.update()
        values += [scaler.get_scale(), float(scaler._get_growth_tracker())]
        values += parameters[0].tolist() + parameters[1].flatten().tolist()
    return values


with (pathlib.Path(sys.argv[1]) / "scaler.txt").open("w") as out:
    for name, make in CASES.items():
        for unscales in (False, True):
            case = name + (" unscaled" if unscales else "")
            out.write("\t".join([case, *(float(value).hex() for value in run(make, unscales))]) + "\n")
