"""Records modules with parametrizations and hooked norms: python record_module_utils.py OUT_DIR.

It writes utils.jsonl, a JSON object a line: the class `module` and its constructor's
arguments `args` and `kwargs`, an encoder's `layer`, the `inputs` (drawn after the construction; "same" is the first again),
the functions `utils` that are applied in turn to the tensor `name` of the part at `path`, and what comes of it, always with
the seed 7. Of a result it has the dtype, the sizes and the number among the results of the calls that recorded_calls.py
writes to utils.calls.

After the utils: the form `text`, the `state` and the tensor's `value`. Two steps of training, `steps`: the outputs `out` and
the gradients `grads`, after which each parameter loses a tenth of its gradient. Then, in evaluation mode, `evaluated`, and
the state `trained`. Then, where `assign` is set, the tensor is set to a random one: its `assigned` value and the state
`reversed`. At last the utils are undone: `removed_text` and `removed`. Where something fails, `error` has the text.
"""

import sys
import warnings
from functools import partial

import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize, remove_spectral_norm, remove_weight_norm, spectral_norm, weight_norm

from recorded_calls import write
from recorded_values import drawn, encoded, state_of

warnings.simplefilter("ignore")
torch.set_num_threads(1)


class Symmetric(nn.Module):
    def forward(self, x):
        return x.triu() + x.triu(1).mT

    def right_inverse(self, a):
        return a.triu()


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(2.0))

    def forward(self, x):
        return x * self.scale

    def right_inverse(self, x):
        return x / self.scale


class NoInverse(nn.Module):
    def forward(self, x):
        return x.tanh()


class RankOne(nn.Module):
    def forward(self, x, y):
        return x.unsqueeze(-1) * y.unsqueeze(-2)

    def right_inverse(self, z):
        return z[:, 0].clone(), z[0].clone()


class Doubled(nn.Module):
    def forward(self, x):
        return torch.cat([x, x])


CUSTOM = {kind.__name__: kind for kind in (Symmetric, Scaled, NoInverse, RankOne, Doubled)}


def apply(part, util):
    options = dict(util.get("options", {}))
    name = util["name"]
    match util["util"]:
        case "register":
            parametrize.register_parametrization(part, name, CUSTOM[options.pop("kind")](), **options)
        case "hooked_weight_norm":
            weight_norm(part, name, **options)
        case "hooked_spectral_norm":
            spectral_norm(part, name, **options)
        case other:
            getattr(parametrizations, other)(part, name, **options)


def undo(part, util, leave):
    match util["util"]:
        case "hooked_weight_norm":
            remove_weight_norm(part, util["name"])
        case "hooked_spectral_norm":
            remove_spectral_norm(part, util["name"])
        case _:
            if parametrize.is_parametrized(part, util["name"]):
                parametrize.remove_parametrizations(part, util["name"], leave_parametrized=leave)


def build(case):
    kwargs = {**case["kwargs"], **case.get("typed", {})}
    if "layer" in case:
        return nn.TransformerEncoder(nn.TransformerEncoderLayer(**case["layer"]), **kwargs)
    return getattr(nn, case["module"])(*case["args"], **kwargs)


def flat(output):
    if isinstance(output, tuple):
        return [tensor for part in output for tensor in flat(part)]
    return [] if output is None else [output]


def inputs_of(case):
    found = []
    for spec in case["inputs"]:
        found.append(found[0] if spec["draw"] == "same" else drawn(spec).to(case.get("typed", {}).get("dtype")
                     if spec["draw"] == "randn" else None))
    return found


def loss_of(outputs):
    floating = [t for t in outputs if t.requires_grad]
    total = 0
    for tensor in floating:
        weights = torch.linspace(-1, 1, tensor.numel()).reshape(tensor.shape)
        total = total + (torch.view_as_real(tensor).sum(-1) if tensor.is_complex() else tensor).mul(weights).sum()
    return total


def record(case, show):
    module = build(case)
    line = {**case, "args": [encoded(a) for a in case["args"]],
            "kwargs": {k: encoded(v) for k, v in {**case["kwargs"], **case.get("typed", {})}.items()}}
    line.pop("typed", None)
    if "layer" in case:
        line["layer"] = {k: encoded(v) for k, v in case["layer"].items()}
    try:
        run(case, module, line, show)
    except (RuntimeError, ValueError, IndexError) as error:
        line["error"] = str(error)
    return line


def run(case, module, line, show):
    part = module.get_submodule(case["path"])
    for util in case["utils"]:
        apply(part, util)
    name = case["utils"][-1]["name"]
    line["text"] = str(module)
    line["state"] = state_of(module, show)
    line["value"] = show(getattr(part, name))
    inputs = inputs_of(case)
    line["steps"] = []
    for _ in range(2):
        outputs = flat(module(*inputs))
        loss_of(outputs).backward()
        line["steps"].append({"out": [show(t) for t in outputs],
                              "grads": {n: show(p.grad) for n, p in module.named_parameters()}})
        with torch.no_grad():
            for parameter in module.parameters():
                if parameter.grad is not None:
                    parameter.sub_(parameter.grad * 0.1)
                    parameter.grad = None
    module.eval()
    with torch.no_grad():
        line["evaluated"] = [show(t) for t in flat(module(*inputs))]
    line["trained"] = state_of(module, show)
    if case.get("assign"):
        with torch.no_grad():
            setattr(part, name, torch.randn_like(getattr(part, name)))
        line["assigned"] = show(getattr(part, name))
        line["reversed"] = state_of(module, show)
    for util in case["utils"]:
        undo(part, util, case.get("leave", True))
    line["removed_text"] = str(module)
    line["removed"] = state_of(module, show)


def randn(*size):
    return {"draw": "randn", "size": list(size)}


def long(data, *size):
    return {"draw": "long", "data": data, "size": list(size)}


SAME = {"draw": "same"}


def module(kind, *args, inputs, path="", **kwargs):
    return {"module": kind, "args": list(args), "kwargs": kwargs, "inputs": inputs, "path": path}


def util(name, tensor="weight", **options):
    return {"util": name, "name": tensor, **({"options": options} if options else {})}


def with_utils(base, *utils, **more):
    return {**base, "utils": list(utils), **more}


def plain_cases():
    wide, tall, square = (module("Linear", n, k, inputs=[randn(5, n)]) for n, k in ((4, 3), (3, 4), (3, 3)))
    images = [randn(2, 4, 5, 4)]
    conv = module("Conv2d", 4, 6, [3, 2], groups=2, inputs=images)
    transposed = module("ConvTranspose2d", 4, 3, 2, inputs=images)
    others = [
        module("Conv1d", 2, 3, 3, padding_mode="circular", padding=1, inputs=[randn(2, 2, 6)]),
        module("Conv3d", 2, 3, 2, bias=False, inputs=[randn(2, 2, 3, 3, 3)]),
        module("ConvTranspose1d", 2, 3, 2, inputs=[randn(2, 2, 4)]),
        module("ConvTranspose3d", 2, 3, 2, inputs=[randn(1, 2, 2, 2, 2)]),
        module("Bilinear", 3, 4, 2, inputs=[randn(5, 3), randn(5, 4)]),
        module("Embedding", 5, 3, inputs=[long([0, 4, 2, 2], 2, 2)]),
        module("EmbeddingBag", 5, 3, inputs=[long([0, 4, 2, 2], 2, 2)]),
    ]
    for base in (wide, tall, square, conv, transposed, *others):
        yield with_utils(base, util("weight_norm"), assign=True)
        yield with_utils(base, util("spectral_norm"), assign=True)
        yield with_utils(base, util("hooked_weight_norm"))
        yield with_utils(base, util("hooked_spectral_norm"))
    for base in (wide, conv, transposed):
        for dim in (1, None, -1):
            yield with_utils(base, util("weight_norm", dim=dim))
            yield with_utils(base, util("hooked_weight_norm", dim=dim))
        yield with_utils(base, util("spectral_norm", n_power_iterations=3, eps=1e-3, dim=1))
        yield with_utils(base, util("hooked_spectral_norm", n_power_iterations=3, eps=1e-3, dim=1))
    yield with_utils(wide, util("spectral_norm"), leave=False)
    yield with_utils(wide, util("spectral_norm", "bias"))
    yield with_utils(wide, util("hooked_spectral_norm", "bias"))
    yield with_utils(wide, util("weight_norm", "bias"))
    yield with_utils(wide, util("weight_norm"), leave=False)
    batch = module("Conv1d", 3, 4, 3, inputs=[randn(2, 3, 5)])
    for base in (wide, tall, square, batch):
        for map_name in (None, "matrix_exp", "cayley", "householder"):
            for trivial in (True, False):
                # Only these can be assigned to.
                assign = trivial or map_name == "householder"
                yield with_utils(base, util("orthogonal", orthogonal_map=map_name, use_trivialization=trivial), assign=assign)
    for dtype in (torch.float64, torch.complex64):
        typed = {"typed": {"dtype": dtype}}
        for base in (wide, square):
            yield with_utils({**base, **typed}, util("spectral_norm"))
            yield with_utils({**base, **typed}, util("orthogonal"))
            yield with_utils({**base, **typed}, util("orthogonal", orthogonal_map="cayley"))
    yield with_utils({**wide, "typed": {"dtype": torch.float64}}, util("weight_norm"))
    for kind in ("Symmetric", "Scaled", "NoInverse", "RankOne"):
        yield with_utils(square, util("register", kind=kind), assign=kind != "NoInverse")
    yield with_utils(square, util("register", kind="Symmetric"), util("register", kind="Scaled"), assign=True)
    yield with_utils(square, util("weight_norm"), util("spectral_norm"), util("register", kind="NoInverse"))
    yield with_utils(square, util("spectral_norm"), util("spectral_norm"), assign=True)
    yield with_utils(square, util("register", kind="RankOne"), util("register", kind="Scaled"), util("register", kind="Scaled"),
                     assign=True)
    yield with_utils(square, util("spectral_norm"), util("weight_norm", "bias"))
    yield with_utils(module("LayerNorm", 4, inputs=[randn(3, 4)]), util("spectral_norm"))
    yield with_utils(module("BatchNorm1d", 4, inputs=[randn(3, 4)]), util("register", "running_var", kind="NoInverse"), leave=False)
    yield with_utils(module("BatchNorm1d", 4, inputs=[randn(3, 4)]), util("weight_norm"))
    yield with_utils(module("PReLU", 4, inputs=[randn(3, 4)]), util("register", kind="Scaled"), assign=True)


def native_cases():
    sequence = [randn(4, 2, 3)]
    for kind, names in {
        "RNN": ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0"), "LSTM": ("weight_ih_l0", "weight_hh_l0"),
        "GRU": ("weight_ih_l0", "weight_hh_l0"),
    }.items():
        base = module(kind, 3, 4, inputs=sequence)
        for name in names:
            for function in ("weight_norm", "spectral_norm"):
                yield with_utils(base, util(function, name))
        both = module(kind, 3, 4, 2, bidirectional=True, inputs=sequence)
        yield with_utils(both, util("spectral_norm", "weight_hh_l0"), util("spectral_norm", "weight_ih_l1_reverse"), assign=True)
        yield with_utils(module(kind, 3, 4, bias=False, batch_first=True, inputs=sequence), util("orthogonal", "weight_hh_l0"))
        cell = module(kind + "Cell", 3, 4, inputs=[randn(2, 3)])
        for name in ("weight_ih", "weight_hh", "bias_hh"):
            for function in ("weight_norm", "spectral_norm"):
                yield with_utils(cell, util(function, name))
    yield with_utils(module("LSTM", 3, 4, proj_size=2, inputs=sequence), util("spectral_norm", "weight_hr_l0"))
    tokens = randn(2, 4, 8)
    for options in ({}, {"batch_first": True}, {"bias": False}, {"num_heads": 1}, {"add_bias_kv": True}):
        options = {"embed_dim": 8, "num_heads": 2, **options}
        for inputs in ([tokens, SAME, SAME], [tokens, tokens, tokens], [randn(4, 8), SAME, SAME]):
            base = module("MultiheadAttention", inputs=inputs, **options)
            yield with_utils(base, util("spectral_norm", "in_proj_weight"))
            yield with_utils(base, util("weight_norm", "in_proj_weight"), assign=True)
    attention = module("MultiheadAttention", 8, 2, kdim=3, vdim=5, inputs=[randn(4, 2, 8), randn(5, 2, 3), randn(5, 2, 5)])
    for name in ("q_proj_weight", "k_proj_weight", "v_proj_weight", "in_proj_bias"):
        yield with_utils(attention, util("spectral_norm", name))
    yield with_utils(module("MultiheadAttention", 8, 2, inputs=[tokens, SAME, SAME]), util("spectral_norm", "in_proj_bias"))
    yield with_utils(module("MultiheadAttention", 8, 2, path="out_proj", inputs=[tokens, SAME, SAME]), util("spectral_norm"))
    for options in ({}, {"batch_first": True}, {"norm_first": True}, {"activation": "gelu", "batch_first": True}):
        options = {"d_model": 8, "nhead": 2, "dim_feedforward": 12, "dropout": 0.0, **options}
        layer = module("TransformerEncoderLayer", inputs=[tokens], **options)
        stack = {**module("TransformerEncoder", num_layers=2, inputs=[tokens]), "layer": options}
        for base, prefix in ((layer, ""), (stack, "layers.1.")):
            for path, name in {"self_attn": "in_proj_weight", "linear1": "weight", "norm2": "bias"}.items():
                yield with_utils({**base, "path": prefix + path}, util("spectral_norm", name))
    decoder = module("TransformerDecoderLayer", 8, 2, 12, 0.0, path="multihead_attn", inputs=[tokens, randn(2, 4, 8)])
    yield with_utils(decoder, util("spectral_norm", "in_proj_weight"))


def error_cases():
    wide = module("Linear", 4, 3, inputs=[randn(5, 4)])
    yield with_utils(wide, util("weight_norm", "nothing"))
    yield with_utils(wide, util("spectral_norm", "nothing"))
    yield with_utils(wide, util("spectral_norm", dim=2))
    yield with_utils(wide, util("spectral_norm", n_power_iterations=0))
    yield with_utils(wide, util("hooked_spectral_norm", n_power_iterations=0))
    yield with_utils(wide, util("hooked_weight_norm"), util("hooked_weight_norm"))
    yield with_utils(wide, util("orthogonal", "nothing"))
    yield with_utils(wide, util("orthogonal", "bias"))
    yield with_utils(wide, util("orthogonal", orthogonal_map="qr"))
    yield with_utils({**wide, "typed": {"dtype": torch.complex64}}, util("orthogonal", orthogonal_map="householder"))
    yield with_utils(wide, util("orthogonal", orthogonal_map="cayley", use_trivialization=False), assign=True)
    yield with_utils(wide, util("register", kind="NoInverse"), assign=True)
    yield with_utils(wide, util("register", kind="Doubled"))
    yield with_utils(wide, util("spectral_norm"), util("register", kind="Doubled"))


def main():
    cases = [*plain_cases(), *native_cases(), *error_cases()]
    write(sys.argv[1], "utils", [partial(record, case) for case in cases])


if __name__ == "__main__":
    main()
