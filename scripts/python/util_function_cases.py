"""Functions of torch.nn.utils, by a name that RecordedUtilFunctions.java has, too; as in function_cases.py."""

import torch
from torch import nn
from torch.func import functional_call
from torch.nn import utils
from torch.nn.utils import parametrizations, parametrize


def joined(*tensors):
    return torch.cat([t.flatten() for t in tensors])


def fused(layer, norm, function, *arguments):
    norm.running_mean.normal_()
    norm.running_var.uniform_(0.5, 2)
    for parameter in norm.parameters():
        parameter.data.normal_()
    made = function(layer.eval(), norm.eval(), *arguments)
    return joined(made.weight, made.bias), made.weight, made.bias


def with_gradients():
    parameters = [torch.zeros(3, 4).requires_grad_(), torch.zeros(5).requires_grad_(), torch.zeros(2).requires_grad_()]
    for parameter in parameters[:2]:
        parameter.grad = torch.randn_like(parameter)
    return parameters


def clipped(function, *arguments, **options):
    parameters = with_gradients()
    total = function(parameters, *arguments, **options)
    gradients = [p.grad for p in parameters[:2]]
    return (joined(*gradients, *([] if total is None else [total])),)


def vector():
    linear = nn.Linear(3, 2)
    utils.vector_to_parameters(torch.randn(8), linear.parameters())
    return joined(utils.parameters_to_vector(linear.parameters()), linear.weight), linear.weight, linear.bias


def called(module, name, *size):
    x, tensor = torch.randn(size), torch.randn_like(module.get_parameter(name)).requires_grad_()
    result = functional_call(module, {name: tensor * 2}, x)
    result = result[0] if isinstance(result, tuple) else result
    return result + module(x)[0] if isinstance(module, nn.LSTM) else result + module(x), tensor, module.get_parameter(name)


def statistics():
    norm = nn.BatchNorm1d(3)
    given = {"running_mean": torch.zeros(3), "running_var": torch.ones(3), "num_batches_tracked": torch.tensor(4)}
    functional_call(norm, given, torch.randn(4, 3))
    return (joined(*given.values(), norm.running_mean, norm.running_var),)


def cached():
    linear = parametrizations.spectral_norm(nn.Linear(4, 4))
    x = torch.randn(2, 4)
    with parametrize.cached():
        with parametrize.cached():
            x = linear(linear(x))
        x = linear(x)
    return linear(x), linear.parametrizations.weight.original


def transferred():
    source, target = parametrizations.weight_norm(nn.Linear(4, 3)), nn.Linear(4, 3)
    parametrize.transfer_parametrizations_and_params(source, target)
    return target(torch.randn(2, 4)), source.parametrizations.weight.original0


CASES = {
    "fuse_conv_bn_eval": lambda: fused(nn.Conv2d(3, 4, 2), nn.BatchNorm2d(4), utils.fuse_conv_bn_eval),
    "fuse_conv_bn_eval no bias": lambda: fused(
        nn.Conv1d(3, 4, 2, bias=False), nn.BatchNorm1d(4, 1e-2, affine=False), utils.fuse_conv_bn_eval),
    "fuse_conv_bn_eval transpose": lambda: fused(
        nn.ConvTranspose2d(3, 4, 2), nn.BatchNorm2d(4), utils.fuse_conv_bn_eval, True),
    "fuse_linear_bn_eval": lambda: fused(nn.Linear(3, 4), nn.BatchNorm1d(4), utils.fuse_linear_bn_eval),
    "fuse_linear_bn_eval one feature": lambda: fused(
        nn.Linear(3, 4, bias=False), nn.BatchNorm1d(1), utils.fuse_linear_bn_eval),
    "clip_grad_norm_": lambda: clipped(utils.clip_grad_norm_, 1.5),
    "clip_grad_norm_ foreach": lambda: clipped(utils.clip_grad_norm_, 1.5, 3.0, foreach=True),
    "clip_grad_norm_ no foreach": lambda: clipped(utils.clip_grad_norm_, 1.5, float("inf"), foreach=False),
    "clip_grads_with_norm_": lambda: clipped(utils.clip_grads_with_norm_, 1.5, torch.tensor(3.7)),
    "clip_grad_value_": lambda: clipped(utils.clip_grad_value_, 0.4),
    "clip_grad_value_ foreach": lambda: clipped(utils.clip_grad_value_, 0.4, foreach=True),
    "get_total_norm": lambda: (utils.get_total_norm([p.grad for p in with_gradients()[:2]], 1.0),),
    "get_total_norm of nothing": lambda: (utils.get_total_norm([]),),
    "vector_to_parameters": vector,
    "functional_call": lambda: called(nn.Linear(4, 3), "weight", 2, 4),
    "functional_call native": lambda: called(nn.LSTM(4, 3), "weight_hh_l0", 5, 2, 4),
    "functional_call part": lambda: called(
        nn.TransformerEncoderLayer(4, 2, 6, 0.0), "self_attn.out_proj.weight", 5, 2, 4),
    "functional_call original": lambda: called(
        parametrizations.weight_norm(nn.Linear(4, 3)), "parametrizations.weight.original1", 2, 4),
    "functional_call buffers": statistics,
    "cached": cached,
    "transfer_parametrizations_and_params": transferred,
}
