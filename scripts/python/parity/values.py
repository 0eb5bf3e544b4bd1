"""Values as JSON, and back; the format is described in docs/PARITY.md."""

import dataclasses
import functools
import math

import torch

from storages import Unrecordable

LAYOUTS = {torch.strided: "strided", torch.sparse_coo: "sparse_coo", torch.sparse_csr: "sparse_csr",
           torch.sparse_csc: "sparse_csc", torch.sparse_bsr: "sparse_bsr", torch.sparse_bsc: "sparse_bsc"}
MEMORY_FORMATS = {torch.contiguous_format: "contiguous_format", torch.preserve_format: "preserve_format",
                  torch.channels_last: "channels_last", torch.channels_last_3d: "channels_last_3d"}
PLAIN_TENSORS = (torch.Tensor, torch.nn.Parameter)


def hex_float(number):
    """A C99 hex literal, or inf, -inf, nan."""
    if math.isnan(number):
        return "nan"
    return number.hex() if math.isfinite(number) else ("inf" if number > 0 else "-inf")


@dataclasses.dataclass(frozen=True)
class Lazy:
    """What a lazy module has in place of a parameter or buffer before it knows the size."""

    dtype: torch.dtype


class Constructions:
    """While it is entered, modules that samples hand to other modules keep what their constructors are called with."""

    KIND = torch.nn.TransformerEncoderLayer

    def __enter__(self):
        original = self.original = self.KIND.__init__

        @functools.wraps(original)
        def noting(module, *args, **kwargs):
            original(module, *args, **kwargs)
            module._made_of = (args, kwargs)

        self.KIND.__init__ = noting

    def __exit__(self, *failure):
        self.KIND.__init__ = self.original


def span(tensor):
    """How many elements lie between the first and the last one in memory, both included."""
    if tensor.numel() == 0:
        return 0
    return 1 + sum((size - 1) * stride for size, stride in zip(tensor.shape, tensor.stride()))


class Values:
    """Encodes into the storages of a recording and decodes from them."""

    def __init__(self, storages):
        self.storages = storages

    def tensor(self, tensor, as_it_lies=True):
        """A tensor with its strides, or else packed."""
        if type(tensor) not in PLAIN_TENSORS:
            raise Unrecordable(f"a {type(tensor).__name__}")
        if tensor.layout != torch.strided or tensor.is_quantized or tensor.is_nested or tensor.is_meta:
            raise Unrecordable("a tensor that is not strided, or without elements")
        tensor = tensor.detach().resolve_conj().resolve_neg()
        if not as_it_lies:
            tensor = tensor.contiguous()
        flat = tensor.as_strided((span(tensor),), (1,), tensor.storage_offset())
        place = {} if tensor.is_cpu else {"on": str(tensor.device)}
        return {"t": self.storages.add(flat), "size": list(tensor.shape), "stride": list(tensor.stride())} | place

    def encode(self, value, as_it_lies=True):
        if value is None:
            return {"n": None}
        if isinstance(value, torch.Tensor):
            return self.tensor(value, as_it_lies)
        if isinstance(value, bool):
            return {"b": value}
        if isinstance(value, int):
            return {"i": value}
        if isinstance(value, float):
            return {"f": hex_float(value)}
        if isinstance(value, complex):
            return {"c": [hex_float(value.real), hex_float(value.imag)]}
        if isinstance(value, str):
            return {"s": value}
        if isinstance(value, (list, tuple)):
            return {"l": [self.encode(item, as_it_lies) for item in value]}
        if isinstance(value, torch.dtype):
            return {"dtype": str(value).removeprefix("torch.")}
        if isinstance(value, torch.device):
            return {"device": str(value)}
        if isinstance(value, torch.layout) and value in LAYOUTS:
            return {"layout": LAYOUTS[value]}
        if isinstance(value, torch.memory_format):
            return {"mf": MEMORY_FORMATS[value]}
        if isinstance(value, Lazy):
            return {"lazy": str(value.dtype).removeprefix("torch.")}
        if isinstance(value, torch.nn.LinearCrossEntropyOptions):
            fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
            return self.construction(value, (), dict(fields))
        if isinstance(value, torch.nn.Module) and hasattr(value, "_made_of"):
            state = {name: self.encode(tensor, False) for name, tensor in value.state_dict().items()}
            return self.construction(value, *value._made_of) | {"state": state}
        if callable(value):
            return self.function(value)
        raise Unrecordable(f"a {type(value).__name__}")

    def construction(self, value, args, kwargs):
        return {
            "new": type(value).__name__,
            "args": [self.encode(item) for item in args],
            "kwargs": {key: self.encode(item) for key, item in kwargs.items()},
        }

    def constructed(self, value):
        kind = getattr(torch.nn, value["new"])
        kwargs = {key: self.decode(item) for key, item in value["kwargs"].items()}
        result = kind(*(self.decode(item) for item in value["args"]), **kwargs)
        if "state" in value:
            result.load_state_dict({name: self.decode(item) for name, item in value["state"].items()})
        return result

    @staticmethod
    def function(value):
        name = getattr(value, "__name__", "")
        if value in (getattr(torch.nn.functional, name, None), getattr(torch, name, None)):
            return {"fn": name}
        raise Unrecordable(f"a {type(value).__name__} that is no function of PyTorch's")

    def decode(self, value):
        ((kind, content), *_) = value.items()
        if kind == "t":
            return self.storages.get(content).to(value.get("on", "cpu")).as_strided(value["size"], value["stride"])
        if kind == "new":
            return self.constructed(value)
        if kind == "f":
            return float(content) if content in ("inf", "-inf", "nan") else float.fromhex(content)
        if kind == "c":
            return complex(*(self.decode({"f": part}) for part in content))
        if kind == "l":
            return [self.decode(item) for item in content]
        if kind in ("dtype", "layout"):
            return getattr(torch, content)
        if kind == "mf":
            return getattr(torch, content)
        if kind == "device":
            return torch.device(content)
        if kind == "fn":
            return getattr(torch.nn.functional, content, None) or getattr(torch, content)
        return content


def same_bits(a, b):
    """Whether two values are equal in type, dtype and size and, where a NaN equals any NaN, in their bits."""
    if isinstance(a, torch.Tensor):
        return isinstance(b, torch.Tensor) and same_tensors(a, b)
    if isinstance(a, (list, tuple)):
        return isinstance(b, (list, tuple)) and len(a) == len(b) and all(map(same_bits, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same_bits(a[key], b[key]) for key in a)
    if isinstance(a, float):
        return isinstance(b, float) and hex_float(a) == hex_float(b)
    if isinstance(a, complex):
        return isinstance(b, complex) and same_bits((a.real, a.imag), (b.real, b.imag))
    return type(a) is type(b) and a == b


def same_tensors(a, b):
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    a, b = packed(a), packed(b)
    if a.dtype.is_complex:
        a, b = torch.view_as_real(a).view(-1), torch.view_as_real(b).view(-1)
    if a.numel() == 0:
        return True
    bits = a.view(torch.uint8) == b.view(torch.uint8)
    if bits.all():
        return True
    if not a.dtype.is_floating_point:
        return False
    equal = bits.view(a.numel(), a.element_size()).all(1)
    return bool((equal | (a.isnan() & b.isnan())).all())


def packed(tensor):
    """The elements in the order of their indices, in one dimension."""
    return tensor.detach().resolve_conj().resolve_neg().contiguous().as_strided((tensor.numel(),), (1,))
