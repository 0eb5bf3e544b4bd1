"""The storages of a recording: flat tensors in one safetensors file, each kept once."""

import hashlib
import json
import struct

import torch

# Names of the safetensors format; those of 128 bits and of complex halves are ours, in the same manner.
FORMAT_NAMES = {
    torch.bool: "BOOL",
    torch.uint8: "U8",
    torch.int8: "I8",
    torch.int16: "I16",
    torch.uint16: "U16",
    torch.int32: "I32",
    torch.uint32: "U32",
    torch.int64: "I64",
    torch.uint64: "U64",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.float32: "F32",
    torch.float64: "F64",
    torch.float8_e4m3fn: "F8_E4M3",
    torch.float8_e5m2: "F8_E5M2",
    torch.float8_e8m0fnu: "F8_E8M0",
    torch.complex32: "C32",
    torch.complex64: "C64",
    torch.complex128: "C128",
}

MAX_BYTES = 4 << 20


class Unrecordable(Exception):
    """A value that the format has no form for; the text says which."""


def to_bytes(flat):
    """The bytes of a contiguous tensor of one dimension, on any device."""
    flat = flat.cpu()
    if flat.numel() == 0:
        return b""
    return bytes(flat.view(torch.uint8).numpy()) if flat.dtype != torch.bool else bytes(flat.to(torch.uint8).numpy())


class Storages:
    """Flat tensors by key; equal ones share a key."""

    def __init__(self):
        self._by_digest = {}
        self._tensors = []

    def add(self, flat):
        """Keeps a copy of a contiguous tensor of one dimension; returns its key."""
        if flat.dtype not in FORMAT_NAMES:
            raise Unrecordable(f"a tensor of {flat.dtype}")
        content = to_bytes(flat)
        if len(content) > MAX_BYTES:
            raise Unrecordable(f"a tensor past {MAX_BYTES} bytes")
        digest = (flat.dtype, hashlib.sha1(content).digest())
        key = self._by_digest.get(digest)
        if key is None:
            key = f"t{len(self._tensors)}"
            self._by_digest[digest] = key
            self._tensors.append((flat.to("cpu", copy=True), content))
        return key

    def get(self, key):
        """A new copy of a storage."""
        return self._tensors[int(key[1:])][0].clone()

    def mark(self):
        """A mark to go back to."""
        return len(self._tensors)

    def back_to(self, mark):
        """Forgets what was added since a mark."""
        for flat, content in self._tensors[mark:]:
            del self._by_digest[(flat.dtype, hashlib.sha1(content).digest())]
        del self._tensors[mark:]

    def write(self, path):
        """Writes the file; returns how many bytes."""
        header = {}
        offset = 0
        for i, (flat, content) in enumerate(self._tensors):
            header[f"t{i}"] = {
                "dtype": FORMAT_NAMES[flat.dtype],
                "shape": [flat.numel()],
                "data_offsets": [offset, offset + len(content)],
            }
            offset += len(content)
        text = json.dumps(header, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        with open(path, "wb") as file:
            file.write(struct.pack("<Q", len(text)))
            file.write(text)
            for _, content in self._tensors:
                file.write(content)
        return 8 + len(text) + offset
