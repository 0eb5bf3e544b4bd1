"""Records what Python's recurrent, attention and Transformer modules compute: python record_native_modules.py OUT_DIR.

It writes native_modules.jsonl, a JSON object a line: the class `module`, the keywords `options` of its constructor, and of an
encoder or decoder those of its `layer`, `seed`, `training`, `no_grad`, the `inputs` of forward by name (a tensor has `dtype`,
`sizes` and `data`: its bytes in little-endian order, in base64), and what came out: `outputs` and the gradient `grad` of the
first input, the `text` that `str` gives and the names `state` of the state, or the text of an `error`. Of a result it has the
dtype, the sizes and the number among the results of the calls that recorded_calls.py writes to native_modules.calls.
"""

import base64
import sys
import warnings
from functools import partial

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

from recorded_calls import SEED, write

warnings.simplefilter("ignore")
torch.set_num_threads(1)

L, S, N, E, H = 4, 5, 2, 8, 2
INF = float("-inf")


def tensor(value):
    if value is None:
        return None
    flat = value.detach().contiguous().reshape(-1)
    data = bytes(flat.view(torch.uint8).tolist()) if flat.numel() else b""
    return {
        "dtype": str(value.dtype).removeprefix("torch."),
        "sizes": list(value.shape),
        "data": base64.b64encode(data).decode(),
    }


def described(value):
    return tensor(value) if isinstance(value, torch.Tensor) else value


def options_of(keywords):
    return {k: str(v).removeprefix("torch.") if isinstance(v, torch.dtype) else v for k, v in keywords.items()}


def build(case):
    kind = getattr(nn, case["module"])
    if case["module"] == "TransformerEncoder":
        return kind(nn.TransformerEncoderLayer(**case["layer"]), **case["options"])
    if case["module"] == "TransformerDecoder":
        return kind(nn.TransformerDecoderLayer(**case["layer"]), **case["options"])
    return kind(**case["options"])


def run(name, module, options, inputs, layer=None, training=True, no_grad=False):
    case = {"name": name, "module": module, "options": options, "seed": SEED, "training": training, "no_grad": no_grad}
    if layer is not None:
        case["layer"] = layer
    first = next(iter(inputs.values())) if inputs else None
    described_case = dict(case, inputs={k: described(v) for k, v in inputs.items()}, options=options_of(options))
    return partial(record, case, described_case, inputs, first)


def record(case, described_case, inputs, first, show):
    recorded = dict(described_case)
    training, no_grad = case["training"], case["no_grad"]
    try:
        model = build(case).train(training)
        recorded["text"] = str(model)
        recorded["state"] = list(model.state_dict())
        if inputs:
            forward(recorded, model, inputs, first, no_grad, show)
    except (RuntimeError, ValueError, AssertionError, IndexError) as error:
        recorded["error"] = str(error).split("\nException raised from")[0]
    return recorded


def forward(recorded, model, inputs, first, no_grad, show):
    inputs = dict(inputs)
    leaf = first.clone().requires_grad_(not no_grad)
    names = list(inputs)
    inputs[names[0]] = leaf
    if names[0] == "query":
        inputs.setdefault("key", leaf)
        inputs.setdefault("value", inputs["key"])
    lengths = inputs.pop("lengths", None)
    if names[0] == "input":
        hidden = inputs.pop("hx", None)
        cell = inputs.pop("cx", None)
        state = (hidden, cell) if cell is not None else hidden
        given = inputs["input"]
        if lengths is not None:
            given = pack_padded_sequence(given, lengths, batch_first=model.batch_first, enforce_sorted=False)
        arguments, inputs = (given, state), {}
    else:
        arguments = ()
    with torch.set_grad_enabled(not no_grad):
        result = model(*arguments, **inputs)
    outputs = []

    def add(value):
        if isinstance(value, PackedSequence):
            add(value.data)
        elif isinstance(value, tuple):
            for part in value:
                add(part)
        else:
            outputs.append(value)

    add(result)
    recorded["outputs"] = [show(value) for value in outputs]
    if not no_grad:
        weights = torch.linspace(-1, 1, outputs[0].numel()).reshape(outputs[0].shape).to(outputs[0].dtype)
        (outputs[0] * weights).sum().backward()
        recorded["grad"] = show(leaf.grad)


def random(*sizes, dtype=torch.float32, seed=3):
    return torch.randn(*sizes, generator=torch.Generator().manual_seed(seed)).to(dtype)


def attention_cases():
    base = {"embed_dim": E, "num_heads": H}
    x, memory = random(L, N, E), random(S, N, E, seed=4)
    xb = random(N, L, E)
    causal = torch.ones(L, L).triu(1).bool()
    causal_float = torch.zeros(L, L).masked_fill(causal, INF)
    three = torch.stack([causal.roll(i, 1) & ~torch.eye(L).bool() for i in range(N * H)])
    three_float = random(N * H, L, L, seed=5)
    padding = torch.tensor([[False] * L, [False] * (L - 1) + [True]])
    padding_float = torch.zeros(N, L).masked_fill(padding, INF)
    cross = random(L, S, seed=6)

    def case(name, options, inputs, **more):
        return run("attention " + name, "MultiheadAttention", {**base, **options}, inputs, **more)

    for masks, given in {
        "without masks": {},
        "boolean mask": {"attn_mask": causal},
        "float mask": {"attn_mask": causal_float},
        "3-D boolean mask": {"attn_mask": three},
        "3-D float mask": {"attn_mask": three_float},
        "boolean padding": {"key_padding_mask": padding},
        "float padding": {"key_padding_mask": padding_float},
        "boolean mask and padding": {"attn_mask": causal, "key_padding_mask": padding},
        "mask and padding of different types": {"attn_mask": causal_float, "key_padding_mask": padding},
        "causal": {"attn_mask": causal_float, "is_causal": True, "need_weights": False},
        "causal with padding": {
            "attn_mask": causal, "is_causal": True, "need_weights": False, "key_padding_mask": padding},
    }.items():
        yield case(masks, {}, {"query": x, **given})
        yield case(masks + ", no weights", {}, {"query": x, **given, "need_weights": False})
        yield case(masks + ", fast", {"batch_first": True}, {"query": xb, **given}, training=False, no_grad=True)
        yield case(masks + ", batch first", {"batch_first": True}, {"query": xb, **given, "average_attn_weights": False})
    for name, options in {
        "no bias": {"bias": False}, "bias_kv": {"add_bias_kv": True}, "zero attention": {"add_zero_attn": True},
        "dropout": {"dropout": 0.5}, "three heads": {"embed_dim": 9, "num_heads": 3},
        "float64": {"dtype": torch.float64},
    }.items():
        given = random(L, N, options.get("embed_dim", E), dtype=options.get("dtype", torch.float32))
        yield case(name, options, {"query": given})
        yield case(name + ", no weights", options, {"query": given, "need_weights": False})
    yield case("bias_kv and zeros with masks", {"add_bias_kv": True, "add_zero_attn": True},
               {"query": x, "attn_mask": causal, "key_padding_mask": padding})
    yield case("keys that are values", {}, {"query": x, "key": memory, "attn_mask": cross})
    yield case("keys and values", {}, {"query": x, "key": memory, "value": random(S, N, E, seed=8)})
    yield case("kdim and vdim", {"kdim": 3, "vdim": 5},
               {"query": x, "key": random(S, N, 3, seed=9), "value": random(S, N, 5, seed=10)})
    yield case("unbatched", {}, {"query": random(L, E), "attn_mask": causal})
    yield case("unbatched with padding, batch first", {"batch_first": True},
               {"query": random(L, E), "key_padding_mask": padding[1]})
    low = {"dtype": torch.bfloat16}
    yield case("bfloat16 with padding", low, {"query": random(L, N, E, **low), "key_padding_mask": padding})
    yield case("bfloat16 with padding, no weights", low,
               {"query": random(L, N, E, **low), "key_padding_mask": padding, "need_weights": False})
    yield case("indivisible", {"num_heads": 3}, {})
    yield case("no heads", {"num_heads": 0}, {})
    yield case("mask of another shape", {}, {"query": x, "attn_mask": torch.zeros(L, S)})
    yield case("padding of another shape", {}, {"query": x, "key_padding_mask": torch.zeros(N, S)})
    yield case("integer mask", {}, {"query": x, "attn_mask": causal.long()})
    yield case("four dimensions", {}, {"query": random(1, L, N, E)})
    yield case("causal without mask", {}, {"query": x, "is_causal": True})
    yield case("other features", {}, {"query": random(L, N, E + 1)})


def encoder_cases():
    base = {"d_model": E, "nhead": H, "dim_feedforward": 12}
    causal = torch.zeros(L, L).masked_fill(torch.ones(L, L).triu(1).bool(), INF)
    padding = torch.tensor([[False] * L, [False] * (L - 1) + [True]])

    def case(name, options, inputs, **more):
        yield run("layer " + name, "TransformerEncoderLayer", {**base, **options},
                  {("src_mask" if k == "mask" else k): v for k, v in inputs.items()}, **more)
        yield run("encoder " + name, "TransformerEncoder", {"num_layers": 2}, inputs, layer={**base, **options}, **more)

    for name, options in {
        "default": {}, "no dropout": {"dropout": 0.0}, "gelu": {"activation": "gelu"}, "norm first": {"norm_first": True},
        "no bias": {"bias": False}, "epsilon": {"layer_norm_eps": 1e-2}, "one head": {"nhead": 1},
    }.items():
        yield from case(name, options, {"src": random(L, N, E)})
        yield from case(name + ", inference", {"batch_first": True, **options}, {"src": random(N, L, E)},
                        training=False, no_grad=True)
    src, batch = {"src": random(L, N, E)}, {"src": random(N, L, E)}
    fast = {"training": False, "no_grad": True}
    for name, masks in {
        "mask": {"mask": causal}, "boolean mask": {"mask": causal.isinf()}, "padding": {"src_key_padding_mask": padding},
        "padding inside": {"src_key_padding_mask": padding.flip(1)},
        "mask and padding": {"mask": causal, "src_key_padding_mask": padding},
        "causal": {"mask": causal, "is_causal": True},
    }.items():
        yield from case(name, {}, {**src, **masks})
        yield from case(name + ", inference", {"batch_first": True}, {**batch, **masks}, **fast)
    yield from case("unbatched", {}, {"src": random(L, E), "mask": causal})
    yield from case("mask of another shape", {}, {**src, "mask": torch.zeros(L, S)})
    yield from case("other features", {}, {"src": random(L, N, E + 1)})
    yield from case("dropout out of range", {"dropout": 1.5}, {})
    yield run("encoder without layers", "TransformerEncoder", {"num_layers": 0}, src, layer=base)
    yield run("encoder without nested tensors", "TransformerEncoder", {"num_layers": 2, "enable_nested_tensor": False},
              {**batch, "src_key_padding_mask": padding}, layer={**base, "batch_first": True}, **fast)


def decoder_cases():
    base = {"d_model": E, "nhead": H, "dim_feedforward": 12}
    causal = torch.zeros(L, L).masked_fill(torch.ones(L, L).triu(1).bool(), INF)
    padding = torch.tensor([[False] * L, [False] * (L - 1) + [True]])
    memory_padding = torch.tensor([[False] * S, [False] * (S - 2) + [True] * 2])
    both = {"tgt": random(L, N, E), "memory": random(S, N, E, seed=4)}

    def case(name, options, inputs, **more):
        yield run("decoder layer " + name, "TransformerDecoderLayer", {**base, **options}, inputs, **more)
        yield run("decoder " + name, "TransformerDecoder", {"num_layers": 2}, inputs, layer={**base, **options}, **more)
        stacks = {"num_encoder_layers": 1, "num_decoder_layers": 2}
        renamed = {}
        if inputs:
            renamed = {"src": inputs["memory"], "tgt": inputs["tgt"],
                       **{k: v for k, v in inputs.items() if k not in ("memory", "tgt")}}
        yield run("transformer " + name, "Transformer", {**base, **stacks, **options}, renamed, **more)

    for name, options in {
        "default": {}, "gelu": {"activation": "gelu"}, "norm first": {"norm_first": True}, "no bias": {"bias": False},
        "epsilon": {"layer_norm_eps": 1e-2},
    }.items():
        yield from case(name, options, both)
    batch = {"tgt": random(N, L, E), "memory": random(N, S, E, seed=4)}
    masks = {"tgt_mask": causal, "memory_mask": random(L, S, seed=6), "tgt_key_padding_mask": padding.float().mul(-9),
             "memory_key_padding_mask": memory_padding}
    yield from case("masks", {}, {**both, **masks})
    yield from case("masks, inference", {"batch_first": True}, {**batch, **masks}, training=False, no_grad=True)
    yield from case("causal", {}, {**both, "tgt_mask": causal, "tgt_is_causal": True})
    yield from case("unbatched", {}, {"tgt": random(L, E), "memory": random(S, E, seed=4), "tgt_mask": causal})
    yield from case("other features", {}, {**both, "tgt": random(L, N, E + 1)})
    yield from case("other batch", {}, {**both, "tgt": random(L, N + 1, E)})
    yield from case("no such activation", {"activation": "tanh"}, {})
    yield run("transformer with source masks", "Transformer",
              {**base, "num_encoder_layers": 1, "num_decoder_layers": 1, "batch_first": True},
              {"src": random(N, L, E), "tgt": random(N, L, E, seed=4), "src_mask": causal, "src_key_padding_mask": padding,
               "src_is_causal": False})
    yield run("decoder without layers", "TransformerDecoder", {"num_layers": 0}, both, layer=base)


def recurrent_cases():
    lengths = torch.tensor([3, 4, 2])
    for module in ("RNN", "LSTM", "GRU"):
        base = {"input_size": 3, "hidden_size": 4}
        for name, options in {
            "default": {}, "layers": {"num_layers": 2}, "both directions": {"bidirectional": True}, "no bias": {"bias": False},
            "dropout": {"num_layers": 2, "dropout": 0.5}, "batch first": {"batch_first": True},
            "float64": {"dtype": torch.float64},
            **({"projection": {"proj_size": 2}} if module == "LSTM" else {}),
            **({"relu": {"nonlinearity": "relu"}} if module == "RNN" else {}),
        }.items():
            given = random(4, 3, 3, dtype=options.get("dtype", torch.float32))
            if options.get("batch_first"):
                given = given.transpose(0, 1).contiguous()
            all_options = {**base, **options}
            yield run(f"{module} {name}", module, all_options, {"input": given})
            yield run(f"{module} {name}, packed", module, all_options, {"input": given, "lengths": lengths})
        states = {"hx": random(1, 3, 4, seed=11), **({"cx": random(1, 3, 4, seed=12)} if module == "LSTM" else {})}
        yield run(module + " with states", module, base, {"input": random(4, 3, 3), **states})
        yield run(module + " with states, packed", module, base, {"input": random(4, 3, 3), **states, "lengths": lengths})
        yield run(module + " unbatched", module, base, {"input": random(4, 3)})
        yield run(module + " other features", module, base, {"input": random(4, 3, 2)})
        yield run(module + " one dimension", module, base, {"input": random(3)})
        yield run(module + " other dtype", module, base, {"input": random(4, 3, 3, dtype=torch.float64)})
        yield run(module + " other states", module, base, {"input": random(4, 3, 3), **{k: v[:, :2] for k, v in states.items()}})
        yield run(module + " no features", module, {"input_size": 0, "hidden_size": 4}, {})
        yield run(module + " no layers", module, {**base, "num_layers": 0}, {})
        yield run(module + " dropout out of range", module, {**base, "dropout": 2.0}, {})


def main():
    cases = [*attention_cases(), *encoder_cases(), *decoder_cases(), *recurrent_cases()]
    write(sys.argv[1], "native_modules", cases)


if __name__ == "__main__":
    main()
