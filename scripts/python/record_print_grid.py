"""Records how PyTorch prints some 300 tensors and Python some 200 numbers: python record_print_grid.py OUT_DIR.

grid.jsonl has a JSON object a line: `text` is what `str` gave, `tensor` what it was asked of, `options` what
`set_printoptions` was called with and `default_dtype` the default dtype, where they are not the usual ones.

A tensor has `dtype` and `sizes`, where wanted `layout`, `requires_grad`, `grad_fn`, `device` and `tangent`, and one of
- `data`: its elements' bytes in little-endian order, in base64; they repeat until the sizes are filled
- `parts` (tensors by name) and `nnz`: a sparse tensor
- `quantized` (scheme, scale, zero_point, axis), with `data` of the integers and `dequantized`, the same in float32
- `nested`: its tensors
- nothing: a meta tensor.
Where a method of another tensor, `input`, made it, `method` names it and `args` are its arguments.

formats.jsonl has a number a line: `bits` of the double in hexadecimal, and what Python's formats make of it.
"""

import base64
import json
import struct
import sys
import warnings

import torch
import torch.autograd.forward_ad as forward_ad
from print_grid_cases import cases, dual_cases, numbers

warnings.simplefilter("ignore")


def raw_bytes(t):
    t = t.detach().resolve_conj().resolve_neg()
    t = t.clone() if t._is_zerotensor() else t
    if t.numel() == 0:
        return b"", t.element_size()
    flat = t.contiguous().reshape(-1)
    return bytes(flat.view(torch.uint8).tolist()), t.element_size()


def base64_of(t):
    """The shortest beginning that gives all the elements when it is repeated."""
    data, size = raw_bytes(t)
    period = size
    while data and data[:period] * (len(data) // period) + data[: len(data) % period] != data:
        period += size
    return base64.b64encode(data[:period]).decode()


def name(value):
    return str(value).removeprefix("torch.")


def describe(t):
    d = {"dtype": name(t.dtype)}
    if t.is_nested:
        with torch.no_grad():  # as printing does
            d["nested"] = [describe(part) for part in t.unbind()]
        d["sizes"] = []
    else:
        d["sizes"] = list(t.shape)
    if t.layout != torch.strided:
        d["layout"] = name(t.layout)
    if t.requires_grad:
        d["requires_grad"] = True
    if t.grad_fn is not None:
        d["grad_fn"] = type(t.grad_fn).__name__
    if t.device.type != "cpu":
        d["device"] = str(t.device)
    tangent = forward_ad.unpack_dual(t).tangent if forward_ad._current_level >= 0 else None
    if tangent is not None:
        d["tangent"] = describe(tangent)
    parts = {
        torch.sparse_coo: ("_indices", "_values"),
        torch.sparse_csr: ("crow_indices", "col_indices", "values"),
        torch.sparse_bsr: ("crow_indices", "col_indices", "values"),
        torch.sparse_csc: ("ccol_indices", "row_indices", "values"),
        torch.sparse_bsc: ("ccol_indices", "row_indices", "values"),
    }.get(t.layout)
    if parts:
        d["parts"] = {p.removeprefix("_"): describe(getattr(t, p)().detach()) for p in parts}
        if not t.is_meta:
            d["nnz"] = t._nnz()
    elif t.is_quantized:
        q = {"scheme": name(t.qscheme())}
        if t.qscheme() == torch.per_tensor_affine:
            q.update(scale=t.q_scale().hex(), zero_point=t.q_zero_point())
        else:
            q.update(
                scale=describe(t.q_per_channel_scales()),
                zero_point=describe(t.q_per_channel_zero_points()),
                axis=t.q_per_channel_axis(),
            )
        d["quantized"] = q
        d["data"] = base64_of(t.int_repr())
        d["dequantized"] = base64_of(t.dequantize())
    elif not t.is_meta and not t.is_nested:
        d["data"] = base64_of(t.to_dense() if t.layout != torch.strided else t)
    return d


def record(case):
    options = case.get("options", {})
    default = case.get("default_dtype")
    torch.set_printoptions(profile="default")
    if options:
        torch.set_printoptions(**{k: float("inf") if v == "inf" else v for k, v in options.items()})
    if default:
        torch.set_default_dtype(getattr(torch, default))
    line = {}
    t = case["tensor"]
    described = describe(t)
    if "method" in case:
        described.update(method=case["method"], args=case["args"], input=describe(case["input"]))
    if options:
        line["options"] = options
    if default:
        line["default_dtype"] = default
    line["tensor"] = described
    line["text"] = str(t)
    torch.set_printoptions(profile="default")
    torch.set_default_dtype(torch.float32)
    return line


def formats(value):
    made = {"bits": struct.pack(">d", value).hex(), "repr": repr(value)}
    for form in (".0f", ".2f", ".4f", ".8f", ".0e", ".4e", ".6g", ".3g"):
        made[form] = format(value, form)
    return made


def write(path, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for line in lines:
            f.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def main(out):
    torch.set_num_threads(1)
    lines = []
    for case in cases():
        lines.append({"id": len(lines), **record(case)})
    with forward_ad.dual_level():
        for case in dual_cases():
            lines.append({"id": len(lines), **record(case)})
    write(out + "/grid.jsonl", lines)
    values = numbers()
    write(out + "/formats.jsonl", [formats(v) for v in values])
    print(f"{len(lines)} tensors, {len(values)} numbers of PyTorch {torch.__version__}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
