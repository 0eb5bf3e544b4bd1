#!/usr/bin/env python3
"""Compares what the program "parity-modules" prints with what Python's modules compute, bit for bit.

usage: check_modules.py PARITY_MODULES [SEED ...]     (default seeds: 0 4242)
"""
import subprocess
import sys
import warnings

import torch
from check import hex_of
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

T, N, I, H = 4, 3, 3, 4
TARGET, SOURCE, BATCH, EMBED, KEY_DIM, VALUE_DIM, FEED_FORWARD = 4, 5, 2, 4, 3, 5, 6
INF = float("inf")
BATCH_FIRST = ("batch_first", "nested")
SHOWN = 5


class Case:
    def __init__(self, text):
        self.module, *words = text.split(" ")
        self.options = dict(word.split("=") for word in words)

    def text(self, key, otherwise):
        return self.options.get(key, otherwise)

    def number(self, key, otherwise):
        return int(self.options.get(key, otherwise))

    def real(self, key, otherwise):
        return float(self.options.get(key, otherwise))

    @property
    def form(self):
        return self.text("form", "padded")

    @property
    def dtype(self):
        return getattr(torch, self.text("dtype", "float32"))

    @property
    def grad(self):
        return bool(self.number("grad", 1))


def randn(case, *size):
    return torch.randn(size, dtype=case.dtype).requires_grad_(case.grad)


def recurrent(case):
    layers, directions, proj = case.number("layers", 1), case.number("directions", 1), case.number("proj", 0)
    more = {"nonlinearity": case.text("nonlinearity", "tanh")} if case.module == "RNN" else {}
    module = getattr(nn, case.module)(
        I, H, layers, bias=bool(case.number("bias", 1)), batch_first=case.form == "batch_first",
        dropout=case.real("dropout", 0), bidirectional=directions == 2, dtype=case.dtype,
        **({"proj_size": proj} if proj else {}), **more).train(bool(case.number("training", 1)))
    size = {"unbatched": (T, I), "batch_first": (N, T, I)}.get(case.form, (T, N, I))
    inputs = {"input": randn(case, *size)}
    states = (layers * directions,) if case.form == "unbatched" else (layers * directions, N)
    if case.number("states", 0):
        inputs["h"] = randn(case, *states, proj or H)
        if case.module == "LSTM":
            inputs["c"] = randn(case, *states, H)
    given = inputs["input"]
    if case.form == "packed":
        given = pack_padded_sequence(given, torch.tensor([3, 4, 2]), enforce_sorted=False)
    state = (inputs["h"], inputs["c"]) if "c" in inputs else inputs.get("h")
    output, last = module(given, state)
    outputs = {"output": output.data if isinstance(output, PackedSequence) else output}
    return module, inputs, outputs | (dict(zip("hc", last)) if case.module == "LSTM" else {"h": last})


def cell(case):
    more = {"nonlinearity": case.text("nonlinearity", "tanh")} if case.module == "RNNCell" else {}
    module = getattr(nn, case.module)(I, H, bias=bool(case.number("bias", 1)), dtype=case.dtype, **more)
    batch = () if case.form == "unbatched" else (N,)
    inputs = {"input": randn(case, *batch, I)}
    if case.number("states", 0):
        inputs["h"] = randn(case, *batch, H)
        if case.module == "LSTMCell":
            inputs["c"] = randn(case, *batch, H)
    state = (inputs["h"], inputs["c"]) if "c" in inputs else inputs.get("h")
    next_state = module(inputs["input"], state)
    return module, inputs, dict(zip("hc", next_state)) if case.module == "LSTMCell" else {"h": next_state}


def sequences(case, length, features):
    """Random sequences; nested ones are of the whole length and of half of it."""
    if case.form == "nested":
        return torch.nested.nested_tensor([torch.randn(n, features, dtype=case.dtype) for n in (length, length // 2)])
    return randn(case, *size_of(case, length, features))


def size_of(case, length, features):
    return {"unbatched": (length, features), "batch_first": (BATCH, length, features)}.get(case.form, (length, BATCH, features))


def mask_of(case, target, source):
    kind, batch = case.text("mask", "none"), 1 if case.form == "unbatched" else BATCH
    wide = (batch * case.number("heads", 2), target, source)
    match kind:
        case "none":
            return None
        case "bool":
            return torch.ones(target, source, dtype=torch.bool).triu(1)
        case "causal":
            return torch.full((target, source), -INF, dtype=case.dtype).triu(1)
        case "bool3":
            return (torch.rand(wide) < 0.4) & (torch.eye(target, source) == 0)
    return torch.randn((target, source) if kind == "float" else wide, dtype=case.dtype)


def padding_of(case, source):
    kind = case.text("padding", "none")
    size = (source,) if case.form == "unbatched" else (BATCH, source)
    if kind == "none":
        return None
    if kind == "float":
        return torch.randn(size, dtype=case.dtype)
    padding = torch.zeros(size, dtype=torch.bool)
    padding.view(-1, source)[-1, 1 if kind == "inside" else -1] = True
    return padding


def attention(case):
    keys = case.text("keys", "same")
    more = {"kdim": KEY_DIM, "vdim": VALUE_DIM} if keys == "dims" else {}
    module = nn.MultiheadAttention(
        EMBED, case.number("heads", 2), case.real("dropout", 0), bias=bool(case.number("bias", 1)),
        add_bias_kv=bool(case.number("bias_kv", 0)), add_zero_attn=bool(case.number("zero", 0)),
        batch_first=case.form in BATCH_FIRST, dtype=case.dtype, **more).train(bool(case.number("training", 1)))
    inputs = {"query": sequences(case, TARGET, EMBED)}
    key = inputs["query"]
    if keys != "same":
        key = inputs["key"] = sequences(case, SOURCE, KEY_DIM if keys == "dims" else EMBED)
    value = key
    if keys == "dims":
        value = inputs["value"] = sequences(case, SOURCE, VALUE_DIM)
    source = TARGET if keys == "same" else SOURCE
    mask, padding, weights = mask_of(case, TARGET, source), padding_of(case, source), case.text("weights", "average")
    output, attended = module(
        inputs["query"], key, value, padding, weights != "none", mask, weights == "average", bool(case.number("causal", 0)))
    return module, inputs, {"output": output} | ({} if attended is None else {"weights": attended})


def encoder(case):
    layer = nn.TransformerEncoderLayer(
        EMBED, case.number("heads", 2), FEED_FORWARD, case.real("dropout", 0), case.text("activation", "relu"),
        case.real("eps", 1e-5), case.form in BATCH_FIRST, bool(case.number("norm_first", 0)),
        bool(case.number("bias", 1)), dtype=case.dtype)
    is_stack = case.module == "TransformerEncoder"
    module = layer
    if is_stack:
        norm = nn.LayerNorm(EMBED, dtype=case.dtype) if case.number("norm", 0) else None
        module = nn.TransformerEncoder(layer, case.number("layers", 1), norm, bool(case.number("nested", 1)))
    module.train(bool(case.number("training", 1)))
    inputs = {"src": sequences(case, TARGET, EMBED)}
    mask, padding = mask_of(case, TARGET, TARGET), padding_of(case, TARGET)
    causal = {} if is_stack else {"is_causal": bool(case.number("causal", 0))}
    return module, inputs, {"output": module(inputs["src"], mask, src_key_padding_mask=padding, **causal)}


def line(name, tensor):
    parts = tensor.detach().unbind() if tensor.is_nested else [tensor.detach()]
    return " ".join([name, *(hex_of(v) for part in parts for v in part.flatten().tolist())])


def expected(text, seed):
    torch.manual_seed(seed)
    case = Case(text)
    compute = {"MultiheadAttention": attention, "TransformerEncoderLayer": encoder, "TransformerEncoder": encoder}.get(
        case.module, cell if case.module.endswith("Cell") else recurrent)
    with torch.set_grad_enabled(case.grad):
        module, inputs, outputs = compute(case)
    yield "case " + text
    yield from (line(name, p) for name, p in module.named_parameters())
    loss = None
    for name, tensor in outputs.items():
        yield line("out " + name, tensor)
        if tensor.requires_grad:
            part = (tensor * torch.linspace(-1, 1, tensor.numel(), dtype=tensor.dtype).view(tensor.shape)).sum()
            loss = part if loss is None else loss + part
    if loss is not None:
        loss.backward()
        for tensors in (dict(module.named_parameters()), inputs):
            yield from (line("grad " + name, t.grad) for name, t in tensors.items() if t.grad is not None)


def differing(program, seed):
    """How many lines there are, how many cases, and the first lines that differ of each case that has some."""
    run = subprocess.run([program, "--seed", str(seed)], capture_output=True, text=True, check=True)
    cases = [case.splitlines() for case in ("\n" + run.stdout).split("\ncase ")[1:]]
    found = []
    for text, *got in cases:
        wanted = list(expected(text, seed))[1:]
        if got != wanted:
            pairs = [pair for pair in zip(got, wanted) if pair[0] != pair[1]]
            found.append((text, *(pairs[0] if pairs else (f"{len(got)} lines", f"{len(wanted)} lines"))))
    return sum(map(len, cases)), len(cases), found


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    failed = False
    for seed in [int(s) for s in sys.argv[2:]] or [0, 4242]:
        lines, cases, found = differing(sys.argv[1], seed)
        print(f"--seed {seed}: {lines} lines of {cases} cases, {len(found)} cases differ")
        for text, got, wanted in found[:SHOWN]:
            print(f"  {text}\n    got    {got}\n    wanted {wanted}")
        failed = failed or bool(found)
    sys.exit(failed)


if __name__ == "__main__":
    main()
