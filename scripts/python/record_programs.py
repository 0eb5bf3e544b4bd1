"""Records what the programs of java/examples print; scripts/record has the help."""

import argparse
import os
import pathlib
import platform
import subprocess
import sys

import torch

PROGRAMS = pathlib.Path(__file__).parents[2] / "java/examples/src/test/python"
SEEDS = (0, 1, 2, 42, 4242)

# These train so long that the last bits, which a processor decides, become other texts: they are compared live only.
LONG = {
    "autocast_bf16",
    "bert_encoder",
    "char_model",
    "dqn",
    "reinforce",
    "seq2seq",
    "small_cnn",
    "small_gpt",
    "time_series",
    "vae",
}


def text(program, seed):
    command = [sys.executable, "-B", str(program), "--seed", str(seed)]
    environment = dict(os.environ, PYTHONIOENCODING="utf-8")
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--programs", type=pathlib.Path, default=PROGRAMS)
    chosen = parser.parse_args()
    if not (chosen.programs / "common.py").is_file():
        sys.exit(f"{chosen.programs} has no common.py")
    for program in sorted(chosen.programs.glob("*.py")):
        if program.stem == "common" or program.stem in LONG:
            continue
        for seed in SEEDS:
            print(f"{program.stem} --seed {seed}", file=sys.stderr)
            (chosen.dir / f"{program.stem}-{seed}.txt").write_bytes(text(program, seed))
    with open(chosen.dir / "manifest.properties", "a", encoding="utf-8") as manifest:
        print(f"torch={torch.__version__}", file=manifest)
        print(f"python={platform.python_version()}", file=manifest)
        print(f"machine={platform.machine()}", file=manifest)
        print("seeds=" + " ".join(map(str, SEEDS)), file=manifest)


main()
