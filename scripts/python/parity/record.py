"""Records what Python PyTorch makes of the samples in its own databases; scripts/record runs it and has the help."""

import argparse
import collections
import json
import pathlib
import sys
import time
import warnings

import torch

import databases
from modules import ModuleRecorder
from operators import OperatorRecorder
from optimizers import OptimizerRecorder
from storages import Storages
from values import Values


class Drops:
    """What was not recorded, and why."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.reasons = collections.Counter()

    def note(self, origin, name, reason):
        self.reasons[reason.split("\n")[0][:80]] += 1
        print(json.dumps({"origin": origin, "op": name, "why": reason}), file=self.file)

    def summary(self):
        return "\n".join(f"  {count:6}  {reason}" for reason, count in self.reasons.most_common())


def wanted(entries, only):
    return [entry for entry in entries if not only or entry.name.removeprefix("nn.") in only.split(",") or entry.name in only.split(",")]


def finish(path, lines, key, noun):
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            print(json.dumps(line, separators=(",", ":")), file=file)
    print(f"{len(lines)} cases of {len({line[key] for line in lines})} {noun}", file=sys.stderr)


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--ops", action="store_true")
    parser.add_argument("--modules", action="store_true")
    parser.add_argument("--optimizers", action="store_true")
    parser.add_argument("--dtypes", default="float32")
    parser.add_argument("--limit", type=int, default=6)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    if not (chosen.ops or chosen.modules or chosen.optimizers):
        chosen.ops = True
    chosen.dtypes = [getattr(torch, name) for name in chosen.dtypes.split(",")]
    return chosen


def main():
    chosen = options()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    chosen.dir.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    drops = Drops(chosen.dir / "dropped.jsonl")
    storages = Storages()
    values = Values(storages)
    if chosen.ops:
        recorder = OperatorRecorder(values, chosen.limit, chosen.device, drops.note)
        recorder.record(wanted(databases.operators(), chosen.only), chosen.dtypes)
        finish(chosen.dir / "cases.jsonl", recorder.lines, "op", "overloads")
    if chosen.modules:
        recorder = ModuleRecorder(values, chosen.limit, drops.note)
        recorder.record(wanted(databases.modules(), chosen.only), chosen.dtypes)
        finish(chosen.dir / "modules.jsonl", recorder.lines, "module", "modules")
    if chosen.optimizers:
        recorder = OptimizerRecorder(values, drops.note)
        recorder.record(wanted(databases.optimizers(), chosen.only), chosen.dtypes)
        finish(chosen.dir / "optimizers.jsonl", recorder.lines, "optimizer", "optimizers")
    size = storages.write(chosen.dir / "tensors.safetensors")
    print(f"{size} bytes of tensors, {time.monotonic() - start:.0f} s", file=sys.stderr)
    if drops.reasons:
        print(f"dropped (each in {chosen.dir}/dropped.jsonl):\n{drops.summary()}", file=sys.stderr)


main()
