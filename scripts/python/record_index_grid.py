"""Records what PyTorch makes of some 500 index expressions: python record_index_grid.py OUT_DIR.

A JSON object a line. `base` is the tensor that is indexed: arange of its `shape`, of its `dtype` where that is not int64,
with its dimensions in the order `permute` where there is one. `index` is a list of
- {"int": i}
- {"slice": [start, stop, step]}, each an integer or null
- {"ellipsis": true}
- {"newaxis": true}: Python's None
- {"flag": true} or {"flag": false}: a Python bool
- {"list": [...]}: a Python list of integers or bools
- {"bool": {"data": [...], "shape": [...]}}, and so "uint8", "int32" and "long": a tensor.

A line that reads has `result`: the shape, the values in their order, whether the storage is the base's, and, if it is, the
storage offset and the strides. A line that assigns has `value`, {"scalar": x} or {"tensor": {"data", "shape", "dtype"}}, and
`after`: the base's values in their order afterwards. Either has `error` instead where PyTorch refuses: the kind of Python's
exception and its message.
"""

import json
import pathlib
import sys
import warnings

import torch
from index_grid_cases import assignments, readings

warnings.simplefilter("ignore")
TENSORS = {"bool": torch.bool, "uint8": torch.uint8, "int32": torch.int32, "long": torch.int64}


def base_of(base):
    count = 1
    for size in base["shape"]:
        count *= size
    t = torch.arange(count, dtype=getattr(torch, base.get("dtype", "int64"))).reshape(base["shape"])
    return t.permute(base["permute"]) if "permute" in base else t


def item_of(item):
    ((kind, value),) = item.items()
    if kind in ("int", "flag", "list"):
        return value
    if kind == "slice":
        return slice(*value)
    if kind == "ellipsis":
        return ...
    if kind == "newaxis":
        return None
    return torch.tensor(value["data"], dtype=TENSORS[kind]).reshape(value["shape"])


def index_of(index):
    """One item stands between the brackets itself, not in a tuple: PyTorch treats x[0] and x[0,] a little differently."""
    items = tuple(item_of(i) for i in index)
    return items[0] if len(items) == 1 else items


def value_of(value):
    if "scalar" in value:
        return value["scalar"]
    t = value["tensor"]
    return torch.tensor(t["data"], dtype=getattr(torch, t["dtype"])).reshape(t["shape"])


def flat(t):
    return t.reshape(-1).tolist()


def error_of(e):
    return {"kind": type(e).__name__, "message": str(e)}


def read(case):
    base = base_of(case["base"])
    try:
        result = base[index_of(case["index"])]
    except Exception as e:
        return {**case, "error": error_of(e)}
    shares = result.untyped_storage()._cdata == base.untyped_storage()._cdata
    recorded = {"shape": list(result.shape), "values": flat(result), "shares": shares}
    if shares:
        recorded.update(offset=result.storage_offset(), strides=list(result.stride()))
    return {**case, "result": recorded}


def assign(case):
    base = base_of(case["base"])
    try:
        base[index_of(case["index"])] = value_of(case["value"])
    except Exception as e:
        return {**case, "error": error_of(e)}
    return {**case, "after": flat(base)}


def main(out):
    torch.set_num_threads(1)
    lines = [read(c) for c in readings()] + [assign(c) for c in assignments()]
    with open(pathlib.Path(out, "grid.jsonl"), "w", encoding="utf-8", newline="\n") as f:
        for number, line in enumerate(lines):
            f.write(json.dumps({"id": number, **line}, separators=(",", ":")) + "\n")
    errors = sum("error" in line for line in lines)
    print(f"{len(lines)} expressions, {errors} of them errors, of PyTorch {torch.__version__}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
