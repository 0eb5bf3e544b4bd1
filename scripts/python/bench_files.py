"""Times reading and writing a gigabyte of weights: python bench_files.py FOLDER, which has weights.safetensors and weights.pt."""

import os
import pathlib
import sys
import time

import safetensors.torch
import torch


def timed(name, code):
    cpu_begin, begin = time.thread_time(), time.perf_counter()
    code()
    millis, cpu = (time.perf_counter() - begin) * 1000, (time.thread_time() - cpu_begin) * 1000
    print(f"{name}\t{millis:.2f}\t{cpu:.2f}")


def use(tensors):
    for tensor in tensors.values():
        tensor.sum()


def first(path):
    with safetensors.safe_open(path, "pt") as file:
        file.get_tensor("t0").sum()


def synced(save, value, path):
    save(value, path)
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(sys.argv[1])
    st, pt, out = folder / "weights.safetensors", folder / "weights.pt", folder / "python.out"
    torch.ones(10).sum()
    timed("safetensors, first tensor", lambda: first(st))
    timed("safetensors, all tensors", lambda: use(safetensors.torch.load_file(st)))
    timed(".pt mapped, first tensor", lambda: torch.load(pt, mmap=True)["t0"].sum())
    timed(".pt mapped, all tensors", lambda: use(torch.load(pt, mmap=True)))
    timed(".pt read, all tensors", lambda: use(torch.load(pt)))
    tensors = {name: tensor.clone() for name, tensor in torch.load(pt).items()}
    timed("safetensors, saved", lambda: synced(safetensors.torch.save_file, tensors, out))
    timed(".pt, saved", lambda: synced(torch.save, tensors, out))
    out.unlink()


main()
