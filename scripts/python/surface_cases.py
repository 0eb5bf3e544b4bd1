"""The calls that record_surface.py makes: of each function the required arguments, and other values of the optional ones."""

import math

import torch
import torch.nn.functional as F
from torch import randn, tensor


class Varargs(list):
    """Arguments for a parameter that takes any number of them."""


class Case:
    """
    A function: what it needs, other values of each keyword argument, and some that go together.

    Values that are lambdas are made anew for each call. The signature is for functions that do not tell theirs. Inexact
    are results whose elements are not compared: those of uninitialised memory. Backward says that gradients are compared
    instead of results: "during", where the call is the backward pass, of the squared input; "after", where one of the
    squared input follows the call. Same are arguments that are lists of other arguments, by names.
    """

    def __init__(self, name, required, signature=None, pairs=(), positional=(), inexact=False, backward=None, same=None, **keywords):
        self.name = name
        self.required = required
        self.signature = signature
        self.positional = positional
        self.inexact = inexact
        self.backward = backward
        self.same = same or {}
        self._changes = [{}] + [{key: value} for key, values in keywords.items() for value in values] + list(pairs)

    def changes(self):
        for change in self._changes:
            yield lambda: {key: made(value) for key, value in change.items()}


def made(value):
    return value() if callable(value) and getattr(value, "__name__", "") == "<lambda>" else value


def grad(*size):
    return randn(size).requires_grad_()


def x(*size, **more):
    return lambda: {"input": grad(*size), **{key: made(value) for key, value in more.items()}}


def reals(*size):
    return lambda: torch.rand(size)


INF = math.inf
CASES = []


def case(*args, **keywords):
    CASES.append(Case(*args, **keywords))


# torch/functional.py

for n in (1, 2, 3):
    case(f"torch.atleast_{n}d", lambda: {"tensors": Varargs([grad()])}, signature="*, tensors", positional=("tensors",),
         tensors=[lambda: Varargs([grad(2, 3)]), lambda: Varargs([grad(), grad(2)]), lambda: Varargs([grad(2, 2, 2, 2)])])
case("torch.broadcast_tensors", lambda: {"tensors": Varargs([grad(2, 1), grad(3)])}, signature="*, tensors", positional=("tensors",),
     tensors=[lambda: Varargs([grad(2), grad(3)])])
case("torch.broadcast_shapes", lambda: {"shapes": Varargs([(2, 1), (3,)])}, signature="*, shapes", positional=("shapes",),
     shapes=[lambda: Varargs([]), lambda: Varargs([(2,), (3,)]), lambda: Varargs([(), (5,)])])
case("torch.cartesian_prod", lambda: {"tensors": Varargs([tensor([1, 2]), tensor([3, 4, 5])])}, signature="*, tensors", positional=("tensors",),
     tensors=[lambda: Varargs([grad(3)]), lambda: Varargs([grad(2, 2), grad(3)])])
case("torch.block_diag", lambda: {"tensors": Varargs([grad(2, 2), grad(3), grad()])}, signature="*, tensors", positional=("tensors",),
     tensors=[lambda: Varargs([tensor([1]), grad(2)]), lambda: Varargs([grad(2, 2, 2)])])
case("torch.meshgrid", lambda: {"tensors": Varargs([grad(2), grad(3)])}, signature="tensors, indexing=None", positional=("tensors",),
     indexing=["ij", "xy", "other"], tensors=[lambda: Varargs([grad(), grad(2)]), lambda: Varargs([grad(2, 2)])])
case("torch.chain_matmul", lambda: {"matrices": Varargs([grad(2, 3), grad(3, 4), grad(4, 2)])}, signature="matrices", positional=("matrices",),
     matrices=[lambda: Varargs([grad(2, 3)]), lambda: Varargs([grad(2, 3), grad(2, 3)])])
case("torch.einsum", lambda: {"equation": "ij,jk->ik", "operands": Varargs([grad(2, 3), grad(3, 4)])}, signature="equation, operands",
     positional=("equation", "operands"), pairs=[
         {"equation": "ij", "operands": lambda: Varargs([grad(2, 3)])},
         {"equation": "ii->i", "operands": lambda: Varargs([grad(3, 3)])},
         {"equation": "b...i,b...j->b...ij", "operands": lambda: Varargs([grad(2, 3, 2), grad(2, 3, 4)])},
         {"equation": "ij,jk", "operands": lambda: Varargs([grad(2, 3), grad(2, 3)])}])
case("torch.cdist", lambda: {"x1": grad(4, 3), "x2": grad(5, 3)}, p=[0.0, 1.0, 1.5, 2.0, INF, -1.0],
     compute_mode=["use_mm_for_euclid_dist_if_necessary", "use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist", "other"],
     pairs=[{"x1": lambda: grad(26, 3), "x2": lambda: grad(30, 3)},
            {"x1": lambda: grad(26, 3), "x2": lambda: grad(30, 3), "compute_mode": "donot_use_mm_for_euclid_dist"}])
case("torch.tensordot", lambda: {"a": grad(2, 3, 4), "b": grad(3, 4, 5)}, dims=[0, 1, 2, 3, -1, 4, ([1, 2], [0, 1]), ([2], [1])])
case("torch.norm", x(3, 4), p=["fro", "nuc", 0, 1, 2, 2.5, INF, -INF, None], dim=[0, -1, (0, 1), (), 5], keepdim=[True], dtype=[torch.float64],
     pairs=[{"p": "fro", "dim": (0, 1)}, {"p": "nuc", "dim": (0, 1), "keepdim": True}, {"p": 1, "dim": 1, "keepdim": True},
            {"p": 3, "dim": (0,), "dtype": torch.float64}, {"input": lambda: tensor([1, 2])}, {"p": "other"},
            {"input": lambda: randn(3, dtype=torch.complex64).requires_grad_()}, {"p": "nuc", "dim": 0}])
case("torch.stft", lambda: {"input": torch.complex(randn(64), randn(64)).requires_grad_(), "n_fft": 16}, hop_length=[3, 5], win_length=[12, 16],
     window=[lambda: torch.hann_window(16)], center=[False, True], pad_mode=["constant", "reflect", "replicate", "circular"], normalized=[True],
     onesided=[False, True], return_complex=[True, False], align_to_window=[True, False],
     pairs=[{"input": lambda: grad(64)}, {"input": lambda: grad(64), "return_complex": True}, {"input": lambda: grad(64), "return_complex": False},
            {"input": lambda: grad(2, 64), "return_complex": True, "onesided": False},
            {"input": lambda: grad(2, 64), "return_complex": True, "center": False, "align_to_window": True, "win_length": 8},
            {"input": lambda: grad(64), "return_complex": True, "center": False, "align_to_window": False, "win_length": 8},
            {"input": lambda: grad(64), "return_complex": True, "window": lambda: torch.ones(12), "win_length": 12, "hop_length": 4},
            {"input": lambda: grad(6), "return_complex": True}, {"input": lambda: grad(2, 2, 2, 64), "return_complex": True}, {"n_fft": 0}])
ISTFT = "input, n_fft, hop_length=None, win_length=None, window=None, center=True, normalized=False, onesided=None, length=None, return_complex=False"
case("torch.istft", lambda: {"input": torch.complex(randn(9, 17), randn(9, 17)).requires_grad_(), "n_fft": 16}, signature=ISTFT,
     positional=("input", "n_fft"), hop_length=[4, 5], win_length=[12], window=[lambda: torch.hann_window(16)], center=[False], normalized=[True],
     onesided=[True, False], length=[40, 100], return_complex=[True],
     pairs=[{"input": lambda: torch.complex(randn(16, 9), randn(16, 9)), "onesided": False, "return_complex": True}, {"input": lambda: grad(9, 17)}])
case("torch.split", lambda: {"tensor": grad(7, 3), "split_size_or_sections": 3}, dim=[1, -1, 5], split_size_or_sections=[7, 10, [1, 6], [2, 2], 0])
UNIQUE = "input, sorted=True, return_inverse=False, return_counts=False, dim=None"
for name in ("torch", "Tensor"):
    case(f"{name}.unique", lambda: {"input": tensor([[3, 1], [3, 1], [2, 1]])}, signature=UNIQUE, positional=("input",), sorted=[False], return_inverse=[True],
         return_counts=[True], dim=[0, 1, -1, 3], pairs=[{"return_inverse": True, "return_counts": True}, {"dim": 0, "return_inverse": True, "return_counts": True}])
    case(f"{name}.unique_consecutive", lambda: {"input": tensor([[3, 3], [3, 3], [2, 1]])}, signature=UNIQUE.replace("sorted=True, ", ""), positional=("input",),
         return_inverse=[True], return_counts=[True], dim=[0, 1, -1, 3],
         pairs=[{"return_inverse": True, "return_counts": True}, {"dim": 0, "return_inverse": True, "return_counts": True}])
case("torch.unravel_index", lambda: {"indices": tensor([1, 5, 11]), "shape": (3, 4)}, indices=[lambda: tensor([-1]), lambda: randn(2), lambda: tensor(7)],
     shape=[(12,), (2, 2, 3), (-1, 4)])
case("torch.lu", lambda: {"A": grad(3, 3)}, signature="A, pivot=True, get_infos=False", get_infos=[True], pivot=[False], A=[lambda: torch.zeros(2, 2), lambda: grad(2, 3, 3)])
case("torch.pca_lowrank", lambda: {"A": randn(8, 4)}, q=[2, 9, -1], center=[False], niter=[1, -1])
case("torch.svd_lowrank", lambda: {"A": randn(8, 7)}, q=[2], niter=[1], M=[lambda: randn(8, 7)])

# torch/_tensor.py, and what a tensor has elsewhere

SELF = ("input",)
case("Tensor.norm", lambda: {"input": grad(3, 4)}, p=["fro", "nuc", 1, INF, None], dim=[0, (0, 1)], keepdim=[True], dtype=[torch.float64], positional=SELF)
case("Tensor.stft", lambda: {"input": torch.complex(randn(64), randn(64)).requires_grad_(), "n_fft": 16}, hop_length=[3], win_length=[12], positional=SELF,
     window=[lambda: torch.hann_window(16)], center=[False], pad_mode=["constant"], normalized=[True], onesided=[False], return_complex=[True],
     pairs=[{"input": lambda: grad(64), "return_complex": True}, {"input": lambda: grad(64)}])
case("Tensor.istft", lambda: {"input": torch.complex(randn(9, 17), randn(9, 17)).requires_grad_(), "n_fft": 16}, positional=SELF, hop_length=[4],
     center=[False], normalized=[True], onesided=[True], length=[40], return_complex=[True])
case("Tensor.split", lambda: {"input": grad(7, 3), "split_size": 3}, positional=SELF, dim=[1], split_size=[[1, 6], 10])
case("Tensor.lu", lambda: {"input": grad(3, 3)}, positional=SELF, pivot=[False], get_infos=[True])
case("Tensor.unflatten", lambda: {"input": grad(2, 6), "dim": 1, "sizes": (2, 3)}, positional=SELF, sizes=[(-1, 2), (4, 2)], dim=[-1, 3])
case("Tensor.to_sparse_coo", lambda: {"input": torch.eye(3)}, positional=SELF)
case("Tensor.set_", lambda: {"input": tensor([0.0]), "source": torch.arange(6.0), "storage_offset": 1, "size": (2, 2)}, positional=("input", "source", "storage_offset", "size"),
     signature="input, source, storage_offset=0, size=(), stride=()", size=[(5,), (), (2, 0, 3)])
for name, other in (("__rsub__", 2), ("__rdiv__", 2), ("__rpow__", 2), ("__rfloordiv__", 7), ("__rmod__", 7)):
    case(f"Tensor.{name}", lambda other=other: {"input": grad(3), "other": other}, signature="input, other", positional=("input", "other"))
for name in ("__floordiv__", "__pow__"):
    case(f"Tensor.{name}", lambda: {"input": grad(3), "other": 2}, signature="input, other", positional=("input", "other"), other=[2.5, lambda: grad(3)])
case("Tensor.__rtruediv__", lambda: {"input": grad(3), "other": 2}, signature="input, other", positional=("input", "other"), other=[2.5, 0])
case("Tensor.__rmatmul__", lambda: {"input": grad(3), "other": grad(2, 3)}, signature="input, other", positional=("input", "other"), other=[lambda: grad(3), lambda: grad(2)])
for name in ("__rlshift__", "__rrshift__"):
    case(f"Tensor.{name}", lambda: {"input": tensor([1, 2]), "other": 64}, signature="input, other", positional=("input", "other"), other=[lambda: tensor([64, 32])], input=[lambda: randn(2)])
for name in ("__ipow__", "__itruediv__"):
    case(f"Tensor.{name}", lambda: {"input": randn(3), "other": 2}, signature="input, other", positional=("input", "other"), other=[2.5, lambda: randn(3)], input=[lambda: grad(3), lambda: tensor([1, 2])])
for name in ("__abs__", "__neg__", "__pos__"):
    case(f"Tensor.{name}", lambda: {"input": grad(3)}, positional=SELF, signature="input", input=[lambda: tensor([True]), lambda: tensor([-1, 2])])
case("Tensor.__iter__", lambda: {"input": grad(3, 2)}, positional=SELF, input=[lambda: tensor(1.0), lambda: grad(0, 2)])
case("Tensor.detach", lambda: {"input": grad(3)}, positional=SELF, signature="input")
case("Tensor.detach_", lambda: {"input": grad(3)}, positional=SELF, signature="input")
case("Tensor.backward", lambda: {"input": grad()}, positional=SELF, backward="during", gradient=[lambda: tensor(2.5), lambda: randn(2), lambda: tensor(1)], retain_graph=[True, False],
     create_graph=[True], inputs=[[]], pairs=[{"input": lambda: grad(3)}, {"input": lambda: randn(())}, {"input": lambda: grad(3), "gradient": lambda: randn(3)}, {"input": lambda: grad(3), "gradient": lambda: grad(3), "create_graph": True}])
case("Tensor.backward", lambda: {"input": grad()}, positional=SELF, backward="during", same={"inputs": ["input"]}, retain_graph=[True])
case("Tensor.register_hook", lambda: {"input": grad(3), "hook": F.softsign}, positional=SELF, backward="after", input=[lambda: randn(3)])
# Such a hook returns nothing, unlike the functions that can be recorded as arguments.
case("Tensor.register_post_accumulate_grad_hook", lambda: {"input": randn(3), "hook": F.softsign}, positional=SELF)
case("Tensor.__contains__", lambda: {"input": tensor([1.0, 2.0]), "element": 2}, signature="input, element", positional=("input", "element"), element=[5])
case("Tensor.__len__", lambda: {"input": grad(3, 2)}, positional=SELF, input=[lambda: tensor(1.0)])
case("Tensor.__reversed__", lambda: {"input": grad(3, 2)}, positional=SELF, input=[lambda: tensor(1.0)])
case("Tensor.dim_order", lambda: {"input": randn(2, 3, 4, 5)}, signature="input, *, ambiguity_check=False", positional=SELF)
case("Tensor.nanmean", lambda: {"input": tensor([[1.0, math.nan], [2.0, 3.0]]).requires_grad_()}, signature="input, dim=None, keepdim=False, *, dtype=None", positional=SELF,
     dim=[0, (0, 1)], keepdim=[True], dtype=[torch.float64])

# torch/nn/functional.py: convolutions and pooling

for n in (1, 2, 3):
    size = (7, 6, 5)[:n]
    conv = "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1"
    case(f"F.conv{n}d", lambda size=size, n=n: {"input": grad(2, 4, *size), "weight": grad(6, 4, *(3,) * n)}, signature=conv, bias=[lambda: grad(6)],
         stride=[2, (2,) * n], padding=[1, (1,) * n, "same", "valid", "other"], dilation=[2], groups=[2],
         pairs=[{"input": lambda size=size: grad(4, *size)}, {"groups": 2, "weight": lambda n=n: grad(6, 2, *(3,) * n)}])
    case(f"F.conv_transpose{n}d", lambda size=size, n=n: {"input": grad(2, 4, *size), "weight": grad(4, 6, *(3,) * n)},
         signature="input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1", bias=[lambda: grad(6)], stride=[2], padding=[1],
         output_padding=[1], groups=[2], dilation=[2], pairs=[{"stride": 2, "output_padding": 1}])
    pool = "input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True" + ("" if n == 1 else ", divisor_override=None")
    case(f"F.avg_pool{n}d", lambda size=size: {"input": grad(2, 3, *size), "kernel_size": 2}, signature=pool, stride=[1, 3], padding=[1], ceil_mode=[True],
         count_include_pad=[False], pairs=[{"padding": 1, "count_include_pad": False}, {"kernel_size": 3, "padding": 2}], **({} if n == 1 else {"divisor_override": [3]}))
    maximum = "input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False"
    case(f"F.max_pool{n}d", lambda size=size: {"input": grad(2, 3, *size), "kernel_size": 2}, signature=maximum, stride=[1, 3], padding=[1, 2], dilation=[2],
         ceil_mode=[True], return_indices=[True], pairs=[{"return_indices": True, "padding": 1}, {"kernel_size": (3,) * n}])
    case(f"F.max_pool{n}d_with_indices", lambda size=size: {"input": grad(2, 3, *size), "kernel_size": 2}, signature=maximum, stride=[1], ceil_mode=[True])
    case(f"F.max_unpool{n}d", lambda n=n: dict(zip(("input", "indices"), getattr(torch.nn.functional, f"max_pool{n}d")(randn(1, 2, *(6,) * n), 2, return_indices=True))) | {"kernel_size": 2},
         stride=[2], padding=[0, 1], output_size=[[6] * n, [7] * n, [1, 2] + [6] * n, [20] * n])
    case(f"F.lp_pool{n}d", lambda size=size: {"input": reals(2, 3, *size)().requires_grad_(), "norm_type": 2, "kernel_size": 2}, norm_type=[1, 3.0, INF], stride=[1], ceil_mode=[True])
    case(f"F.adaptive_avg_pool{n}d", lambda size=size: {"input": grad(2, 3, *size), "output_size": 3}, signature="input, output_size",
         output_size=[(2,) * n, 1, *([(None,) + (2,) * (n - 1)] if n > 1 else [])])
    case(f"F.adaptive_max_pool{n}d", lambda size=size: {"input": grad(2, 3, *size), "output_size": 3}, signature="input, output_size, return_indices=False",
         output_size=[(2,) * n, *([(None,) + (2,) * (n - 1)] if n > 1 else [])], return_indices=[True])
    case(f"F.adaptive_max_pool{n}d_with_indices", lambda size=size: {"input": grad(2, 3, *size), "output_size": 3}, signature="input, output_size, return_indices=False", output_size=[(2,) * n, *([(None,) + (2,) * (n - 1)] if n > 1 else [])])
    case(f"F.dropout{n}d", lambda size=size: {"input": grad(2, 3, *size)}, p=[0.1, 1.0, 1.5], training=[False], inplace=[True])
for n in (2, 3):
    size = (7, 6, 5)[:n]
    case(f"F.fractional_max_pool{n}d", lambda size=size: {"input": grad(2, 3, *size), "kernel_size": 2},
         signature="input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None", output_size=[3, (3,) * n], output_ratio=[(0.5,) * n, (2.0,) * n],
         pairs=[{"output_size": 3, "return_indices": True}, {"output_ratio": (0.5,) * n, "return_indices": True},
                {"output_size": 3, "_random_samples": lambda n=n: torch.full((2, 3, n), 0.25)}, {"output_size": 3, "output_ratio": (0.5,) * n}])
    case(f"F.fractional_max_pool{n}d_with_indices", lambda size=size: {"input": grad(2, 3, *size), "kernel_size": 2, "output_size": 3},
         signature="input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None", output_size=[(3,) * n, None],
         pairs=[{"output_size": None, "output_ratio": (0.5,) * n}, {"_random_samples": lambda n=n: torch.full((2, 3, n), 0.25)}])
case("F.conv_tbc", lambda: {"input": grad(7, 2, 4), "weight": grad(3, 4, 6), "bias": grad(6)}, signature="input, weight, bias, pad=0", pad=[1])
case("F.unfold", lambda: {"input": grad(2, 3, 6, 6), "kernel_size": 2}, kernel_size=[(2, 3)], dilation=[2], padding=[1], stride=[2], input=[lambda: grad(3, 6, 6), lambda: grad(6, 6)])
case("F.fold", lambda: {"input": grad(2, 12, 25), "output_size": 6, "kernel_size": 2}, dilation=[2], padding=[1], stride=[2], output_size=[(6, 6), (5, 5)], pairs=[
    {"stride": 2, "input": lambda: grad(2, 12, 9)}])

# activations and probabilities

for name, options in {
    "relu": {}, "relu6": {}, "selu": {}, "hardsigmoid": {}, "hardswish": {}, "silu": {}, "mish": {}, "elu": {"alpha": [0.5]}, "celu": {"alpha": [0.5]},
    "leaky_relu": {"negative_slope": [0.2]}, "hardtanh": {"min_val": [-0.5], "max_val": [0.5]},
    "rrelu": {"lower": [0.0], "upper": [0.5], "training": [True]}, "dropout": {"p": [0.1, -1.0], "training": [False]},
    "alpha_dropout": {"p": [0.1], "training": [True]}, "feature_alpha_dropout": {"p": [0.1], "training": [True]},
}.items():
    case(f"F.{name}", x(4, 5), inplace=[True, lambda: False], pairs=[{"inplace": True, "input": lambda: randn(4, 5)}], **options)
case("F.threshold", x(4, 5, threshold=0.1, value=20.0), inplace=[True])
case("F.glu", x(4, 6), dim=[0, 1, 2])
case("F.gelu", x(4, 5), signature="input, *, approximate='none'", positional=("input",), approximate=["none", "tanh", "other"])
case("F.prelu", x(4, 5, weight=lambda: grad(1)), signature="input, weight", weight=[lambda: grad(5), lambda: grad(3)])
case("F.logsigmoid", x(4, 5), signature="input", positional=("input",))
case("F.hardshrink", x(4, 5), signature="input, lambd=0.5", positional=("input",), lambd=[0.2])
case("F.softshrink", x(4, 5), signature="input, lambd=0.5", positional=("input",), lambd=[0.2, -1.0])
case("F.softplus", x(4, 5), signature="input, beta=1, threshold=20", positional=("input",), beta=[2], threshold=[0.5])
case("F.tanhshrink", x(4, 5))
case("F.softsign", x(4, 5))
case("F.tanh", x(4, 5))
case("F.sigmoid", x(4, 5))
for name in ("softmax", "softmin", "log_softmax"):
    case(f"F.{name}", x(4, 5), dim=[0, 1, -1, 2], dtype=[torch.float64], pairs=[{"dim": 0, "dtype": torch.float64}, {"input": lambda: grad(3)}, {"input": lambda: grad(2, 2, 2, 2)}, {"input": lambda: grad()}])
case("F.gumbel_softmax", lambda: {"logits": grad(4, 5)}, tau=[0.5], hard=[True], eps=[1e-5], dim=[0], pairs=[{"hard": True, "dim": 0}])

# in place

for name, signature, keywords in (
    ("relu_", "input", {}),
    ("selu_", "input", {}),
    ("celu_", "input, alpha=1.0", {"alpha": [0.5, 0.0]}),
    ("elu_", "input, alpha=1.0", {"alpha": [0.5]}),
    ("hardtanh_", "input, min_val=-1.0, max_val=1.0", {"min_val": [-0.5, 2.0], "max_val": [0.5]}),
    ("leaky_relu_", "input, negative_slope=0.01", {"negative_slope": [0.5]}),
    ("rrelu_", "input, lower=1.0 / 8, upper=1.0 / 3, training=False", {"lower": [0.2], "upper": [0.9], "training": [True]}),
    ("threshold_", "input, threshold, value", {"threshold": [0.3], "value": [7.0]}),
):
    needed = {"threshold": 0.1, "value": 20.0} if name == "threshold_" else {}
    case(f"F.{name}", lambda needed=needed: {"input": randn(4, 5), **needed}, signature=signature, positional=("input", *needed), input=[lambda: grad(4, 5), lambda: tensor([1, -2])], **keywords)

# linear, sparse, normalization, distances

case("F.linear", x(4, 5, weight=lambda: grad(3, 5)), signature="input, weight, bias=None", bias=[lambda: grad(3)], weight=[lambda: grad(3, 4)])
case("F.bilinear", lambda: {"input1": grad(4, 5), "input2": grad(4, 3), "weight": grad(2, 5, 3)}, signature="input1, input2, weight, bias=None", positional=("input1", "input2", "weight"), bias=[lambda: grad(2)])
case("F.embedding", lambda: {"input": tensor([[1, 2], [0, 1]]), "weight": grad(4, 3)}, padding_idx=[1, -1, 7], max_norm=[0.5], norm_type=[1.0], scale_grad_by_freq=[True], sparse=[True],
     pairs=[{"weight": lambda: randn(4, 3), "max_norm": 0.5, "norm_type": 1.0}])
case("F.embedding_bag", lambda: {"input": tensor([[1, 2], [0, 1]]), "weight": grad(4, 3)}, max_norm=[0.5], norm_type=[1.0], scale_grad_by_freq=[True], mode=["sum", "mean", "max", "other"], sparse=[True],
     include_last_offset=[True], padding_idx=[1, -1, 7], offsets=[lambda: tensor([0])],
     pairs=[{"input": lambda: tensor([1, 2, 0]), "offsets": lambda: tensor([0, 1])}, {"input": lambda: tensor([1, 2, 0])}, {"input": lambda: tensor([1, 2, 0]), "offsets": lambda: tensor([0, 1, 3]), "include_last_offset": True},
            {"mode": "sum", "per_sample_weights": lambda: grad(2, 2)}, {"per_sample_weights": lambda: grad(2, 2)}, {"mode": "sum", "per_sample_weights": lambda: grad(2)}, {"mode": "max", "padding_idx": 1}])
case("F.one_hot", lambda: {"tensor": tensor([0, 2, 1])}, signature="tensor, num_classes=-1", positional=("tensor",), num_classes=[5, 2, -1])
case("F.batch_norm", lambda: {"input": grad(4, 3, 5), "running_mean": torch.zeros(3), "running_var": torch.ones(3)}, weight=[lambda: grad(3)], bias=[lambda: grad(3)], training=[True], momentum=[0.5], eps=[0.1],
     pairs=[{"training": True, "momentum": 0.5}, {"training": True, "running_mean": None, "running_var": None}, {"training": True, "input": lambda: grad(1, 3)}])
case("F.instance_norm", x(4, 3, 5), weight=[lambda: grad(3)], bias=[lambda: grad(3)], use_input_stats=[False], momentum=[0.5], eps=[0.1],
     pairs=[{"running_mean": lambda: torch.zeros(3), "running_var": lambda: torch.ones(3)}, {"running_mean": lambda: torch.zeros(3), "running_var": lambda: torch.ones(3), "use_input_stats": False}, {"input": lambda: grad(4, 3, 1)}])
case("F.layer_norm", x(4, 3, 5, normalized_shape=(5,)), normalized_shape=[(3, 5), (4,)], weight=[lambda: grad(5)], bias=[lambda: grad(5)], eps=[0.1])
case("F.rms_norm", x(4, 3, 5, normalized_shape=(5,)), normalized_shape=[(3, 5)], weight=[lambda: grad(5)], eps=[0.1])
case("F.group_norm", x(4, 6, 5, num_groups=2), num_groups=[3, 4], weight=[lambda: grad(6)], bias=[lambda: grad(6)], eps=[0.1], input=[lambda: grad(6), lambda: grad(1, 2)])
case("F.local_response_norm", x(4, 6, 5, size=3), alpha=[0.1], beta=[0.5], k=[2.0], size=[2], input=[lambda: grad(2, 3, 4, 4), lambda: grad(2, 3)])
case("F.normalize", x(4, 5), p=[1.0, 3.0], dim=[0, -1, (0, 1)], eps=[0.5], out=[lambda: torch.empty(4, 5)], pairs=[{"input": lambda: randn(4, 5), "out": lambda: torch.empty(4, 5)}])
case("F.pairwise_distance", lambda: {"x1": grad(4, 5), "x2": grad(4, 5)}, signature="x1, x2, p=2.0, eps=1e-6, keepdim=False", positional=("x1", "x2"), p=[1.0], eps=[0.1], keepdim=[True])
case("F.cosine_similarity", lambda: {"x1": grad(4, 5), "x2": grad(4, 5)}, signature="x1, x2, dim=1, eps=1e-8", positional=("x1", "x2"), dim=[0], eps=[0.1])
case("F.pdist", x(4, 5), signature="input, p=2", positional=("input",), p=[0, 1, 3.0, INF, -1])

# losses

DEPRECATED = {"size_average": [False, True], "reduce": [False, True]}
REDUCTIONS = {"reduction": ["none", "mean", "sum", "other"]}


def loss(name, required, **options):
    pairs = options.pop("pairs", [])
    signature = options.pop("signature", None)
    case(f"F.{name}", required, signature=signature, **options, **REDUCTIONS, pairs=pairs)


PAIR = {"input": lambda: grad(4, 5), "target": lambda: randn(4, 5)}
pair = lambda **more: lambda: {key: made(value) for key, value in (PAIR | more).items()}  # noqa: E731
CLASSES = lambda: tensor([0, 2, 4, 1])  # noqa: E731
WEIGHTS = [lambda: torch.rand(4, 5)]
loss("l1_loss", pair(), weight=WEIGHTS, **DEPRECATED)
loss("mse_loss", pair(), weight=WEIGHTS, **DEPRECATED)
loss("smooth_l1_loss", pair(), beta=[0.5, 0.0, -1.0], **DEPRECATED)
loss("huber_loss", pair(), delta=[0.5, 0.0], weight=WEIGHTS)
case("F.kl_div", pair(target=lambda: torch.rand(4, 5)), log_target=[True], reduction=["none", "mean", "sum", "batchmean", "other"], **DEPRECATED)
loss("nll_loss", pair(target=CLASSES), weight=[lambda: torch.rand(5)], ignore_index=[1, 2], pairs=[{"input": lambda: grad(2, 5, 3), "target": lambda: tensor([[0, 1, 2], [3, 4, 0]])}], **DEPRECATED)
loss("cross_entropy", pair(target=CLASSES), weight=[lambda: torch.rand(5)], ignore_index=[1], label_smoothing=[0.1, 2.0], pairs=[
    {"target": lambda: torch.rand(4, 5)}, {"target": lambda: torch.rand(4, 5), "label_smoothing": 0.2, "weight": lambda: torch.rand(5)}], **DEPRECATED)
loss("binary_cross_entropy", lambda: {"input": torch.rand(4, 5).requires_grad_(), "target": torch.rand(4, 5)}, weight=WEIGHTS, **DEPRECATED)
loss("binary_cross_entropy_with_logits", pair(target=lambda: torch.rand(4, 5)), weight=WEIGHTS, pos_weight=[lambda: torch.rand(5)], **DEPRECATED)
loss("poisson_nll_loss", pair(target=lambda: torch.rand(4, 5)), log_input=[False], full=[True], eps=[0.1], **DEPRECATED)
loss("gaussian_nll_loss", pair(var=lambda: torch.rand(4, 5)), full=[True], eps=[0.5], var=[0.3, -1.0, lambda: torch.rand(4, 1), lambda: torch.rand(4), lambda: torch.rand(3)])
loss("hinge_embedding_loss", pair(target=lambda: randn(4, 5).sign()), margin=[0.5], **DEPRECATED)
loss("soft_margin_loss", pair(target=lambda: randn(4, 5).sign()), **DEPRECATED)
loss("margin_ranking_loss", lambda: {"input1": grad(4), "input2": grad(4), "target": randn(4).sign()}, margin=[0.5], **DEPRECATED)
loss("cosine_embedding_loss", lambda: {"input1": grad(4, 5), "input2": grad(4, 5), "target": randn(4).sign()}, margin=[0.5], **DEPRECATED)
loss("multi_margin_loss", pair(target=CLASSES), p=[2, 3], margin=[0.5], weight=[lambda: torch.rand(5)], **DEPRECATED)
loss("multilabel_margin_loss", pair(target=lambda: tensor([[0, 2, -1, 0, 0]] * 4)), **DEPRECATED)
loss("multilabel_soft_margin_loss", pair(target=lambda: torch.ones(4, 5)), weight=[lambda: torch.rand(5)], **DEPRECATED)
TRIPLET = lambda: {"anchor": grad(4, 5), "positive": grad(4, 5), "negative": grad(4, 5)}  # noqa: E731
loss("triplet_margin_loss", TRIPLET, margin=[0.5, -1.0], p=[1.0], eps=[0.1], swap=[True], **DEPRECATED)
loss("triplet_margin_with_distance_loss", TRIPLET, margin=[0.5, -1.0], swap=[True])
loss("ctc_loss", lambda: {"log_probs": grad(12, 3, 5).log_softmax(-1), "targets": torch.arange(18).reshape(3, 6) % 4 + 1, "input_lengths": tensor([12, 10, 11]), "target_lengths": tensor([6, 4, 5])},
     blank=[4], zero_infinity=[True], pairs=[{"input_lengths": [12, 10, 11], "target_lengths": [6, 4, 5]}])

# vision and attention

case("F.pad", x(1, 2, 4, 5, pad=(1, 1)), pad=[(1, 2, 0, 1), (-1, 0), ()], mode=["constant", "reflect", "replicate", "circular", "other"], value=[3.5], pairs=[
    {"mode": "reflect", "pad": (1, 1, 2, 2)}, {"mode": "reflect", "value": 1.0}, {"mode": "circular", "pad": (5, 5)}, {"mode": "reflect", "pad": (9, 9)}])
INTERPOLATE = {"nearest": (1, 2, 5), "nearest-exact": (1, 2, 5, 4), "linear": (1, 2, 5), "bilinear": (1, 2, 5, 4), "bicubic": (1, 2, 5, 4), "trilinear": (1, 2, 5, 4, 3), "area": (1, 2, 5, 4)}
case("F.interpolate", x(1, 2, 5, 4), size=[3, (3, 7)], scale_factor=[2.0, 0.6, (0.5, 2.0)], pairs=[
    *({"input": lambda size=size: grad(*size), "size": 3, "mode": mode} for mode, size in INTERPOLATE.items()),
    *({"input": lambda size=size: grad(*size), "scale_factor": 1.7, "mode": mode, "recompute_scale_factor": True} for mode, size in INTERPOLATE.items()),
    *({"input": lambda size=size: grad(*size), "scale_factor": 1.7, "mode": mode, "align_corners": True} for mode, size in INTERPOLATE.items()),
    {"size": 3, "mode": "bilinear", "antialias": True}, {"size": (3, 3), "mode": "bicubic", "antialias": True, "align_corners": False}, {"size": 3, "antialias": True},
    {"size": 3, "scale_factor": 2.0}, {"size": (3, 3, 3)}, {"size": 3, "mode": "other"}, {"size": 3, "mode": "linear"}, {"size": 3, "recompute_scale_factor": True}])
case("F.upsample", x(1, 2, 5, 4), size=[3], scale_factor=[2], pairs=[{"size": 3, "mode": "bilinear"}, {"size": 3, "mode": "bilinear", "align_corners": True}])
case("F.upsample_nearest", x(1, 2, 5, 4), size=[3], scale_factor=[2])
case("F.upsample_bilinear", x(1, 2, 5, 4), size=[3], scale_factor=[2])
case("F.grid_sample", x(1, 2, 5, 4, grid=lambda: torch.rand(1, 3, 3, 2).mul(2.4).sub(1.2).requires_grad_()), mode=["bilinear", "nearest", "bicubic", "other"], padding_mode=["zeros", "border", "reflection", "other"],
     align_corners=[True, False])
case("F.affine_grid", lambda: {"theta": grad(1, 2, 3), "size": (1, 2, 4, 5)}, align_corners=[True, False], size=[[1, 2, 0, 5], [1, 2, 4]], pairs=[{"theta": lambda: grad(1, 3, 4), "size": (1, 2, 3, 4, 5)}])
case("F.pixel_shuffle", x(1, 8, 2, 2, upscale_factor=2), signature="input, upscale_factor", positional=("input", "upscale_factor"), upscale_factor=[3, 1])
case("F.pixel_unshuffle", x(1, 2, 4, 4, downscale_factor=2), signature="input, downscale_factor", positional=("input", "downscale_factor"), downscale_factor=[4, 3])
case("F.channel_shuffle", x(1, 8, 2, 2, groups=4), signature="input, groups", positional=("input", "groups"), groups=[3])
case("F.native_channel_shuffle", lambda: {"input": randn(1, 8, 2, 2), "groups": 4}, signature="input, groups", positional=("input", "groups"))
case("F.scaled_dot_product_attention", lambda: {"query": grad(2, 4, 6, 8), "key": grad(2, 4, 5, 8), "value": grad(2, 4, 5, 8)},
     signature="query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False", attn_mask=[lambda: torch.ones(6, 5).tril().bool(), lambda: grad(6, 5)], dropout_p=[0.5], is_causal=[True], scale=[0.3],
     pairs=[{"enable_gqa": True, "key": lambda: grad(2, 2, 5, 8), "value": lambda: grad(2, 2, 5, 8)}, {"is_causal": True, "attn_mask": lambda: torch.ones(6, 5).bool()}, {"is_causal": True, "scale": 0.5}])


def attention(**more):
    q = grad(5, 2, 8)
    return {"query": q, "key": q, "value": q, "embed_dim_to_check": 8, "num_heads": 2, "in_proj_weight": grad(24, 8), "in_proj_bias": grad(24), "bias_k": None, "bias_v": None, "add_zero_attn": False,
            "dropout_p": 0.0, "out_proj_weight": grad(8, 8), "out_proj_bias": grad(8), **more}


case("F.multi_head_attention_forward", attention, training=[False], need_weights=[False], average_attn_weights=[False], add_zero_attn=[True], dropout_p=[0.5], num_heads=[4, 3], in_proj_bias=[None], out_proj_bias=[None],
     key_padding_mask=[lambda: tensor([[False] * 5, [False] * 4 + [True]])], attn_mask=[lambda: torch.ones(5, 5).triu(1).bool(), lambda: randn(5, 5)], is_causal=[True],
     pairs=[{"bias_k": lambda: grad(1, 1, 8), "bias_v": lambda: grad(1, 1, 8)}, {"is_causal": True, "attn_mask": lambda: torch.ones(5, 5).triu(1).bool(), "need_weights": False},
            {"static_k": lambda: grad(4, 5, 4), "static_v": lambda: grad(4, 5, 4)},
            {"use_separate_proj_weight": True, "q_proj_weight": lambda: grad(8, 8), "k_proj_weight": lambda: grad(8, 8), "v_proj_weight": lambda: grad(8, 8)}])
case("F.linear_cross_entropy", lambda: {"input": grad(9, 5), "linear_weight": grad(7, 5), "target": torch.arange(9) % 7}, linear_bias=[lambda: grad(7)], weight=[lambda: torch.rand(7)], reduction=["none", "sum"],
     ignore_index=[2], label_smoothing=[0.2])

# products of groups, and of scaled matrices

GROUPED = "mat_a, mat_b, offs=None, bias=None, out_dtype=None"
case("F.grouped_mm", lambda: {"mat_a": grad(2, 3, 16), "mat_b": grad(2, 16, 8)}, signature=GROUPED, positional=("mat_a", "mat_b"), bias=[lambda: randn(8)], out_dtype=[torch.float32, torch.bfloat16],
     offs=[lambda: tensor([2, 3], dtype=torch.int32)], mat_a=[lambda: grad(2, 3, 12), lambda: grad(5, 16), lambda: randn(2, 3, 16, dtype=torch.float64)],
     pairs=[{"mat_a": lambda: grad(5, 16), "offs": lambda: tensor([2, 5], dtype=torch.int32)}, {"mat_a": lambda: grad(5, 16), "offs": lambda: tensor([2, 5])},
            {"mat_a": lambda: grad(16, 8), "mat_b": lambda: grad(8, 16), "offs": lambda: tensor([4, 8], dtype=torch.int32)}])
EIGHT = torch.float8_e4m3fn
small = lambda *size: randn(size).to(EIGHT)  # noqa: E731
scaled = lambda **more: {"mat_a": small(4, 16), "mat_b": small(8, 16).t(), "scale_a": [tensor(0.5)], "scale_recipe_a": [F.ScalingType.TensorWise], "scale_b": [tensor(2.0)],  # noqa: E731
                         "scale_recipe_b": [F.ScalingType.TensorWise], **more}
case("F.scaled_mm", scaled, scale_a=[lambda: tensor(0.5), lambda: [torch.ones(4, 1)]], scale_recipe_a=[F.ScalingType.TensorWise, [F.ScalingType.RowWise], [F.ScalingType.BlockWise1x16]], bias=[lambda: randn(8).bfloat16()],
     output_dtype=[torch.float32, None], contraction_dim=[[1, 0]], use_fast_accum=[True], swizzle_a=[[F.SwizzleType.NO_SWIZZLE], [F.SwizzleType.SWIZZLE_32_4_4]], swizzle_b=[[F.SwizzleType.NO_SWIZZLE]],
     pairs=[{"scale_a": lambda: [torch.rand(4, 1)], "scale_recipe_a": [F.ScalingType.RowWise], "scale_b": lambda: [torch.rand(1, 8)], "scale_recipe_b": [F.ScalingType.RowWise]}])
case("F.scaled_grouped_mm", lambda: scaled(mat_b=small(2, 8, 16).mT, offs=tensor([2, 4], dtype=torch.int32), scale_a=[torch.ones(4)], scale_b=[torch.ones(2, 8)], scale_recipe_a=[F.ScalingType.RowWise],
                                           scale_recipe_b=[F.ScalingType.RowWise]))

# Public functions that are not called, and why.

REMOVED = "removed from PyTorch: it only raises an error"
NUMPY = "a protocol between Python's libraries of arrays"
SHARING = "memory that Python's processes share"
PICKLE = "Python's pickling"
TYPED = "typed storages are deprecated"
SUBCLASS = "how Python's subclasses of tensors intercept calls"
NOT_CALLED = {
    "Tensor.solve": REMOVED,
    "Tensor.lstsq": REMOVED,
    "Tensor.eig": REMOVED,
    "Tensor.symeig": REMOVED,
    "Tensor.reinforce": REMOVED,
    "Tensor.resize": "deprecated: reshape",
    "Tensor.resize_as": "deprecated: reshape",
    "Tensor.storage": TYPED,
    "Tensor.storage_type": TYPED,
    "Tensor.index": "functorch's first-class dimensions; Java's index is the operator",
    "Tensor.is_shared": SHARING,
    "Tensor.share_memory_": SHARING,
    "Tensor.module_load": "called by load_state_dict only where torch.__future__ swaps tensors",
    "Tensor.__array__": NUMPY,
    "Tensor.__array_wrap__": NUMPY,
    "Tensor.__dlpack__": NUMPY,
    "Tensor.__dlpack_device__": NUMPY,
    "Tensor.__deepcopy__": "clone, and copy of modules",
    "Tensor.__reduce_ex__": PICKLE,
    "Tensor.__setstate__": PICKLE,
    "Tensor.__torch_dispatch__": SUBCLASS,
    "Tensor.__torch_function__": SUBCLASS,
    "Tensor.__dir__": "the names of a Python object",
    "Tensor.__format__": "Python's format language",
    "Tensor.__repr__": "scripts/record print-grid has it",
    "Tensor.__hash__": "identity, as Java's",
    "F.assert_int_or_pair": "a check of annotations for TorchScript",
}
