"""How the recorders of modules write arguments, inputs, results and states."""

import zlib

import torch
from torch import nn


def encoded(value):
    if value is None:
        return {"n": None}
    if isinstance(value, bool):
        return {"b": value}
    if isinstance(value, int):
        return {"i": value}
    if isinstance(value, float):
        return {"f": value.hex()}
    if isinstance(value, str):
        return {"s": value}
    if isinstance(value, torch.dtype):
        return {"dtype": str(value).removeprefix("torch.")}
    if isinstance(value, torch.Tensor):
        return {"values": value.reshape(-1).tolist(), "size": list(value.shape)}
    return {"l": [encoded(item) for item in value]}


def drawn(spec):
    if spec["draw"] == "long":
        return torch.tensor(spec["data"]).reshape(spec["size"])
    if spec["draw"] == "sign":
        return torch.randn(spec["size"]).sign()
    return getattr(torch, spec["draw"])(spec["size"])


def digest(tensor):
    if tensor is None:
        return None
    plain = tensor.detach()
    plain = (plain.to_dense() if plain.is_sparse else plain).contiguous().reshape(-1)
    data = bytes(plain.view(torch.uint8).tolist()) if plain.numel() else b""
    return [str(tensor.dtype).removeprefix("torch."), list(tensor.shape), f"{zlib.crc32(data):08x}"]


def state_of(module, show):
    lazy = nn.parameter.is_lazy
    return {name: None if lazy(tensor) else show(tensor) for name, tensor in module.state_dict().items()}
