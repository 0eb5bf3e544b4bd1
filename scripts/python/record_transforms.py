"""Writes what transforms of functions and forward-mode derivatives give, as hexadecimal floats, to DIR/transforms.txt."""

import pathlib
import sys
import warnings

import torch
import torch.autograd.forward_ad as forward
import torch.nn.functional as F
from torch.func import (
    functional_call,
    grad,
    grad_and_value,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    stack_module_state,
    vjp,
    vmap,
)
from torch.utils._pytree import tree_leaves

x = torch.linspace(-1.3, 1.7, 6, dtype=torch.float64).view(2, 3)
y = torch.linspace(0.2, 2.9, 6, dtype=torch.float64).view(2, 3)
w = torch.linspace(-0.8, 0.9, 12, dtype=torch.float32).view(4, 3)
b = torch.linspace(-0.1, 0.3, 4, dtype=torch.float32)
data = torch.linspace(-2, 2, 15, dtype=torch.float32).view(5, 3)
targets = torch.tensor([0, 3, 1, 2, 3])


def net():
    torch.manual_seed(5)
    return torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 4))


def loss(p, sample, target):
    return F.cross_entropy(F.linear(sample, p["w"], p["b"]).unsqueeze(0), target.unsqueeze(0))


def model_loss(model, p, sample, target):
    return F.cross_entropy(functional_call(model, p, (sample.unsqueeze(0),)), target.unsqueeze(0))


def per_sample():
    model = net()
    params = {k: v.detach() for k, v in model.named_parameters()}
    return vmap(lambda s, t: grad(lambda p: model_loss(model, p, s, t))(params))(data, targets)


def ensemble():
    models = []
    for seed in range(3):
        torch.manual_seed(seed)
        models.append(torch.nn.Linear(3, 2))
    params, buffers = stack_module_state(models)
    return vmap(lambda p: functional_call(models[0], p, (data,)))(params)


def seeded(function):
    torch.manual_seed(3)
    return function()


def dual(function, value, tangent):
    with forward.dual_level():
        return forward.unpack_dual(function(forward.make_dual(value, tangent)))


def batch_norm():
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.LayerNorm(4), torch.nn.GELU())
    return jacrev(lambda s: model(s))(data[0])


def pulled(function, value, cotangents):
    output, pull = vjp(function, value)
    return output, pull(cotangents)


CASES = {
    "grad": lambda: grad(lambda t: t.sin().mul(y).sum())(x),
    "grad of independent": lambda: grad(lambda t: y.sum())(x),
    "grad of map": lambda: grad(lambda p: loss(p, data[0], targets[0]))({"w": w, "b": b}),
    "grad and value": lambda: grad_and_value(lambda t: t.exp().sum())(x),
    "second derivative": lambda: grad(lambda t: grad(lambda u: u.pow(3).sum())(t).sum())(x),
    "third derivative": lambda: grad(
        lambda t: grad(lambda u: grad(lambda v: v.pow(4).sum())(u).sum())(t).sum()
    )(x),
    "vmap": lambda: vmap(lambda s, t: s.dot(t))(x, y),
    "vmap of dims": lambda: vmap(lambda s, t: s * t.sum(), in_dims=(1, None), out_dims=1)(x, y),
    "vmap of negative dim": lambda: vmap(lambda s: s.cumsum(0), in_dims=-1, out_dims=-1)(x),
    "vmap in vmap": lambda: vmap(lambda s: vmap(lambda t: s * t.sin())(y))(x),
    "vmap of constant": lambda: vmap(lambda s: y)(x),
    "vmap of constant in the middle": lambda: vmap(lambda s: x)(y),
    "vmap in chunks": lambda: vmap(lambda s: s.softmax(0), chunk_size=2)(data),
    "vmap of sorts": lambda: vmap(lambda s: s.sort(descending=True)[0])(data),
    "vmap with different randomness": lambda: seeded(
        lambda: vmap(lambda s: s + torch.randn(3), randomness="different")(data)
    ),
    "vmap with the same randomness": lambda: seeded(
        lambda: vmap(lambda s: s + torch.rand(3), randomness="same")(data)
    ),
    "vmap in chunks with the same randomness": lambda: seeded(
        lambda: vmap(lambda s: s + torch.rand(3), randomness="same", chunk_size=2)(data)
    ),
    "vmap with dropout": lambda: seeded(
        lambda: vmap(lambda s: F.dropout(s, 0.5, True), randomness="different")(data)
    ),
    "per-sample gradients": per_sample,
    "per-sample gradients of a map": lambda: vmap(
        lambda p, s, t: grad(loss)(p, s, t), in_dims=(None, 0, 0)
    )({"w": w, "b": b}, data, targets),
    "ensemble": ensemble,
    "vjp": lambda: pulled(lambda t: (t.sin(), t.mul(y).sum(0)), x, (y, y[0])),
    "vjp over a batch": lambda: vmap(vjp(lambda t: t.tanh(), x)[1])(torch.stack([x, y])),
    "jvp": lambda: jvp(lambda t: t.sin() * y, (x,), (y,)),
    "jvp of two": lambda: jvp(lambda s, t: s.matmul(t.t()), (x, y), (y, x)),
    "jvp in jvp": lambda: jvp(lambda t: jvp(lambda u: u.pow(3), (t,), (y,))[1], (x,), (y,)),
    "jvp of grad": lambda: jvp(grad(lambda t: t.sin().sum()), (x,), (y,)),
    "jvp of independent": lambda: jvp(lambda t: y * 2, (x,), (y,)),
    "grad of jvp": lambda: grad(lambda t: jvp(lambda u: u.pow(3), (t,), (y,))[1].sum())(x),
    "jacrev": lambda: jacrev(lambda t: t.sin().matmul(y.t()))(x),
    "jacrev in chunks": lambda: jacrev(lambda t: t.sin().matmul(y.t()), chunk_size=3)(x),
    "jacrev row by row": lambda: jacrev(lambda t: t.sin().matmul(y.t()), chunk_size=1)(x),
    "jacrev of a module": batch_norm,
    "jacfwd": lambda: jacfwd(lambda t: t.sin().matmul(y.t()))(x),
    "jacfwd of scalar": lambda: jacfwd(lambda t: t.pow(2))(x[0, 1]),
    "jacrev over a batch": lambda: vmap(jacrev(lambda s: s.sin() * s.sum()))(data),
    "hessian": lambda: hessian(lambda t: t.pow(3).sum() * t[0, 0])(x),
    "hessian of several": lambda: hessian(lambda p: (p[0] * p[1].pow(2)).sum())([x[0], y[0]]),
    "jacrev of jacrev": lambda: jacrev(jacrev(lambda t: t.exp().prod()))(x[0]),
    "dual of linear layers": lambda: seeded(lambda: dual(net(), data, data.flip(0))),
    "dual of reductions": lambda: dual(lambda t: t.softmax(1).logsumexp(0), x, y),
    "dual of linear algebra": lambda: dual(lambda t: torch.linalg.inv(t @ t.t()), x, y),
    "dual of conv": lambda: dual(lambda t: F.conv1d(t.unsqueeze(0), y.unsqueeze(0)), x, y),
}


def hexes(tensor):
    return [float(value).hex() for value in tensor.detach().reshape(-1).tolist()]


warnings.simplefilter("ignore")
with (pathlib.Path(sys.argv[1]) / "transforms.txt").open("w") as out:
    for name, case in CASES.items():
        leaves = tree_leaves(case())
        shapes = " ".join(str(tuple(leaf.shape)) for leaf in leaves)
        out.write("\t".join([name, shapes, *(value for leaf in leaves for value in hexes(leaf))]) + "\n")
