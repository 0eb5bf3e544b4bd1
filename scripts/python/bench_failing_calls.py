"""Times the calls of FailingCallBenchmark in Python: microseconds each."""

import time

import torch

a = torch.ones(2)
b = torch.ones(3)
sparse = torch.ones(2, 2).to_sparse()
loss = torch.ones(2, requires_grad=True).exp()

CALLS = {
    "view": lambda: a.view(7),
    "add": lambda: a.add(b),
    "sum": lambda: a.sum(5),
    "unflatten": lambda: a.unflatten(0, (-1, -1)),
    "noKernel": lambda: sparse.flip(0),
    "noDevice": lambda: torch.ones(2, device="xpu"),
    "backward": lambda: loss.backward(),
}


def refused(call):
    try:
        call()
    except Exception as e:
        return len(str(e))
    raise SystemExit("not refused")


torch.set_num_threads(1)
for name, call in CALLS.items():
    for seconds in (0.5, 1.0):  # the first is to warm up
        count = 0
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            refused(call)
            count += 1
    print(f"{name} {(time.perf_counter() - start) / count * 1e6:.1f}")
