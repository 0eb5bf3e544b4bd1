#!/usr/bin/env python3
"""Compares what the program "parity" prints with what Python's PyTorch computes, bit for bit.

usage: check.py PARITY [SEED ...]     (default seeds: 0 1 2 4242)
"""
import math
import subprocess
import sys

import torch

HELLO, OHLOL = [1, 0, 2, 2, 3], [3, 1, 2, 3, 2]


class HelloRnnCell(torch.nn.Module):
    epochs, learning_rate = 60, 0.01

    def __init__(self):
        super().__init__()
        self.rnncell = torch.nn.RNNCell(4, 4)
        self.inputs = torch.eye(4)[HELLO, :].view(-1, 1, 4)
        self.labels = torch.LongTensor(OHLOL).view(-1, 1)

    def loss(self, criterion):
        loss, hidden = 0, torch.zeros(1, 4)
        for step, label in zip(self.inputs, self.labels):
            hidden = self.rnncell(step, hidden)
            loss += criterion(hidden, label)
        return loss


class HelloRnn(torch.nn.Module):
    epochs, learning_rate = 15, 0.5

    def __init__(self):
        super().__init__()
        self.rnn = torch.nn.RNN(4, 4)
        self.inputs = torch.eye(4)[HELLO, :].view(-1, 1, 4)
        self.labels = torch.LongTensor(OHLOL)

    def loss(self, criterion):
        outputs, _ = self.rnn(self.inputs, torch.zeros(1, 1, 4))
        return criterion(outputs.view(-1, 4), self.labels)


class HelloEmbedding(torch.nn.Module):
    epochs, learning_rate = 15, 0.05

    def __init__(self):
        super().__init__()
        self.emb = torch.nn.Embedding(4, 10)
        self.rnn = torch.nn.RNN(10, 8, num_layers=2, batch_first=True)
        self.fc = torch.nn.Linear(8, 4)
        self.inputs = torch.LongTensor([HELLO])
        self.labels = torch.LongTensor(OHLOL)

    def loss(self, criterion):
        states, _ = self.rnn(self.emb(self.inputs), torch.zeros(2, 1, 8))
        return criterion(self.fc(states).view(-1, 4), self.labels)


PROGRAMS = {"hello_rnncell": HelloRnnCell, "hello_rnn": HelloRnn, "hello_embedding": HelloEmbedding}


def hex_of(value):
    """As Java's Double.toHexString; Python writes trailing zeros and a plus."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{'-' if value < 0 else ''}Infinity"
    mantissa, exponent = float(value).hex().split("p")
    whole, _, fraction = mantissa.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}p{exponent.lstrip('+')}"


def line(epoch, name, tensor):
    return " ".join([f"epoch {epoch} {name}", *(hex_of(v) for v in tensor.detach().flatten().tolist())])


def expected(program, seed):
    torch.manual_seed(seed)
    model = PROGRAMS[program]()
    criterion = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=model.learning_rate)
    yield from (line(0, name, p) for name, p in model.named_parameters())
    for epoch in range(1, model.epochs + 1):
        optimizer.zero_grad()
        loss = model.loss(criterion)
        loss.backward()
        optimizer.step()
        yield line(epoch, "loss", loss)
        yield from (line(epoch, "grad " + name, p.grad) for name, p in model.named_parameters())
        yield from (line(epoch, name, p) for name, p in model.named_parameters())


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    failed = False
    for program in PROGRAMS:
        for seed in [int(s) for s in sys.argv[2:]] or [0, 1, 2, 4242]:
            run = subprocess.run([sys.argv[1], program, "--seed", str(seed)], capture_output=True, text=True, check=True)
            pairs = list(zip(run.stdout.splitlines(), expected(program, seed), strict=True))
            wrong = [(got, wanted) for got, wanted in pairs if got != wanted]
            print(f"{program} --seed {seed}: {len(pairs)} lines, {len(wrong)} differ")
            for got, wanted in wrong[:1]:
                print(f"  got    {got}\n  wanted {wanted}")
            failed = failed or bool(wrong)
    sys.exit(failed)


if __name__ == "__main__":
    main()
