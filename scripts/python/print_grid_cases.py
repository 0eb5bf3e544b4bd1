"""The tensors and numbers of record_print_grid.py, the same at every run: their values are from Python's own generator."""

import itertools
import math
import random
import struct

import torch

INF, NAN = math.inf, math.nan
FLOATS = [torch.float64, torch.float32, torch.float16, torch.bfloat16]
FLOAT8 = [torch.float8_e5m2, torch.float8_e4m3fn, torch.float8_e5m2fnuz, torch.float8_e4m3fnuz]
SIGNED = [torch.int8, torch.int16, torch.int32, torch.int64]
UNSIGNED = [torch.uint8, torch.uint16, torch.uint32, torch.uint64]
SHAPES = [(), (3,), (2, 3), (2, 2, 2)]


def random_values(seed, count, spread=1.0):
    r = random.Random(seed)
    return [round(r.gauss(0, spread), 6) for _ in range(count)]


def filled(shape, values, dtype):
    """A tensor of values that repeat."""
    count = math.prod(shape)
    return torch.tensor(list(itertools.islice(itertools.cycle(values), count)), dtype=dtype).reshape(shape)


def of_bytes(values, dtype):
    return torch.tensor(values, dtype=torch.uint8).view(dtype)


def cases():
    for group in (floats, special_floats, integers, complexes, summaries, options, empties, autograd, defaults, metas, sparse,
                  compressed, quantized, others):  # fmt: skip
        for case in group():
            yield case if isinstance(case, dict) else {"tensor": case}


def floats():
    for i, dtype in enumerate(FLOATS + FLOAT8):
        for shape in SHAPES:
            yield filled(shape, random_values(i, 8), torch.float64).to(dtype)
        yield filled((2, 3), range(-2, 4), torch.float64).to(dtype)
    for dtype in FLOAT8:
        yield of_bytes(list(range(0, 256, 5)), dtype)
        yield of_bytes([0, 1, 127, 128, 129, 255], dtype)
    for codes in ([0], [127], [127, 128], [255], [127, 255], [0, 127], [0, 127, 255], [126], [127, 140], [254, 3], [0, 1]):
        yield of_bytes(codes, torch.float8_e8m0fnu)
    yield of_bytes([0, 1, 2, 255, 128, 63], torch.float4_e2m1fn_x2)
    yield of_bytes([0, 1, 2, 255, 128, 63], torch.float4_e2m1fn_x2).reshape(2, 3)
    for shape in [(1, 2, 1, 2, 2), (1, 1), (5, 1), (2, 17), (30,), (3, 2, 9)]:
        yield filled(shape, random_values(9, 31, 10), torch.float32)


def special_floats():
    rows = [
        [0.0], [-0.0], [0.0, -0.0, 0.0], [NAN], [INF], [-INF], [NAN, INF, -INF], [1.0, NAN], [1.0, INF, -INF], [0.0, INF],
        [1.5, NAN, INF, -INF, -0.0], [1e8, 1.0], [1e8], [1e8 + 8, 1e8], [2e8], [1e5, 1e8], [1e7, 1e7 + 1], [1e-4], [9e-5],
        [1e-4, 1e-3], [0.5, 1e-4], [1.0, 1000.0], [1.0, 1001.0], [0.5, 500.0], [0.5, 500.1], [1.0, 1000.0, 0.5], [123456.0],
        [1234567.0, 89.0], [16777216.0, 16777217.0], [1e10], [1e20, 1.0], [1e-10, 1.0], [1e-38, 1e-40], [0.5, 1.5, 2.5, 3.5],
        [0.00005, 0.00015, 0.99995], [1.00005, 1.00015, 1.00025], [0.03125, 0.00390625], [0.000244140625], [99999.5, 100.0],
        [-0.00001, 1.0, -1.0], [0.99999, -0.99999], [3.402823e38, 1.5], [1e-45], [-1.0, -10.0, -100.0], [0.1, 0.2, 0.3, 1 / 3],
        [1e3, 1e-3, NAN], [5e-5, 0.0, INF], [1e15], [1e16 + 2, 1.0], [1e100, 1e-100], [5e-324, 1.7976931348623157e308],
        [1e-310, 1e-300], [1e99, 2e99], [-1e-100, 1e100],
    ]  # fmt: skip
    for row in rows:
        yield torch.tensor(row, dtype=torch.float64)
    for row in rows[:40]:
        yield torch.tensor(row, dtype=torch.float32)
    for value in (0.0, -0.0, 1.0, 1e-5, 123456.789, 1e9, 1e8, NAN, -INF, 5e-324, 0.00005):
        yield torch.tensor(value, dtype=torch.float64)
    yield torch.tensor([65504.0, 6e-8], dtype=torch.float16)
    yield torch.tensor([3e38, 1e-40, 1.0], dtype=torch.bfloat16)
    yield torch.tensor([[1.0, 2.0], [NAN, 3.0], [-INF, -0.0]])


def integers():
    for dtype in SIGNED + UNSIGNED:
        info = torch.iinfo(dtype)
        yield torch.tensor(7, dtype=dtype)
        yield torch.tensor([info.min, info.max, 0], dtype=dtype)
        yield filled((2, 3), [1, 22, 3], dtype)
    yield torch.tensor([-1, 10, -100])
    yield torch.arange(60)
    yield torch.arange(24).reshape(2, 3, 4)
    for shape in SHAPES:
        yield filled(shape, [True, False, True], torch.bool)
    yield torch.tensor([True])
    yield torch.zeros(5, dtype=torch.bool)


def complexes():
    values = [1 + 2j, -0.5 + 0j, 3.25 - 1.5j, 0.0001j, complex(0.0, -0.0)]
    for dtype in (torch.complex32, torch.complex64, torch.complex128):
        for shape in SHAPES:
            yield filled(shape, values, dtype)
    yield torch.tensor([complex(NAN, INF), complex(-INF, 1)])
    yield torch.tensor([complex(1, -0.0), complex(-0.0, 0.0)])
    yield torch.tensor([1 + 1j, 2 - 2j])
    yield torch.tensor([1e10 + 1j, 2 - 2e-8j])
    yield torch.tensor(complex(1, NAN))
    yield torch.tensor([1.5 + 2j, 30.25 - 4j] * 9)
    yield torch.tensor([1.5 + 2j, 30.25 - 4j]).conj()
    yield torch.tensor([1.5 + 2j, 30.25 - 4j]).conj().imag
    yield torch.tensor([1.5 + 2j, 30.25 - 4j]).real


def summaries():
    values = random_values(3, 7)
    for shape in [(1000,), (1001,), (11, 100), (2, 501), (600, 2), (6, 200), (7, 200), (10, 10, 11), (1, 1, 1001), (6, 6, 6, 6),
                  (7, 7, 7, 7), (3, 400, 1)]:  # fmt: skip
        yield filled(shape, values, torch.float32)
    for dtype in (torch.int64, torch.uint8, torch.uint64, torch.bool, torch.float16, torch.bfloat16, torch.float8_e5m2,
                  torch.complex64, torch.complex32):  # fmt: skip
        yield filled((1100,), [0, 1, 3, 100, 7], torch.float32).to(dtype)
        yield filled((13, 100), [0, 1, 3, 100, 7], torch.float32).to(dtype)
    # The largest number is where nobody sees it, so the form does not depend on it.
    hidden = filled((2000,), [1.0, 2.5], torch.float32)
    hidden[1000] = 1e12
    yield hidden
    yield filled((2000,), [12345.678, 1e-7, 3.0], torch.float64)
    yield filled((1002,), [1, 1000, 100000], torch.int32)
    yield of_bytes([0, 1, 2, 255, 128, 63] * 200, torch.float4_e2m1fn_x2)
    yield of_bytes([127, 128, 129, 130] * 300, torch.float8_e8m0fnu)


def options():
    x = filled((4, 5), random_values(5, 20, 3), torch.float32)
    ints = torch.arange(30).reshape(3, 10)
    whole = torch.tensor([1.0, 20.0, -300.0, 0.0, INF])
    z = filled((2, 4), [1.5 + 2j, -3.25j], torch.complex64)
    flags = torch.tensor([True, False] * 6)
    settings = [
        {"precision": 0}, {"precision": 1}, {"precision": 2}, {"precision": 8}, {"precision": 20}, {"threshold": 5},
        {"threshold": 5, "edgeitems": 1}, {"threshold": 5, "edgeitems": 2}, {"threshold": 5, "edgeitems": 0}, {"edgeitems": 0},
        {"threshold": 0}, {"linewidth": 20}, {"linewidth": 40}, {"linewidth": 120}, {"linewidth": 1}, {"sci_mode": True},
        {"sci_mode": False}, {"profile": "short"}, {"profile": "full"}, {"precision": 2, "sci_mode": True, "linewidth": 50},
    ]  # fmt: skip
    for setting in settings:
        for t in (x, ints, whole):
            yield {"tensor": t, "options": setting}
    for setting in settings[::3]:
        for t in (z, flags, torch.tensor(3.14159), torch.tensor([1e10, 1e-10])):
            yield {"tensor": t, "options": setting}
    for setting in ({"profile": "short"}, {"threshold": "inf"}, {"threshold": 2000}):
        yield {"tensor": filled((1001,), random_values(3, 7), torch.float32), "options": setting}
    for t in (torch.zeros(0), torch.zeros(3, 0), torch.eye(3).to_sparse(), torch.ones(2, dtype=torch.int32, requires_grad=False)):
        yield {"tensor": t, "options": {"edgeitems": 0, "threshold": 2}}


def empties():
    for shape in [(0,), (0, 3), (3, 0), (2, 0, 3), (0, 0)]:
        for dtype in (torch.float32, torch.int64, torch.bool):
            yield torch.zeros(shape, dtype=dtype)
    yield torch.zeros(0, dtype=torch.complex64)
    yield torch.zeros((0, 2), dtype=torch.float16)
    yield torch.zeros(0, requires_grad=True)
    yield made(torch.zeros(0, 3, requires_grad=True), "mul", 2)


def made(leaf, method, *args):
    return {"tensor": getattr(leaf, method)(*args), "input": leaf, "method": method, "args": args}


def leaf(shape, seed=1, dtype=torch.float32):
    return filled(shape, random_values(seed, 50), dtype).requires_grad_()


def autograd():
    yield leaf(())
    yield leaf((3,))
    yield leaf((2, 3))
    yield leaf((3,), dtype=torch.float64)
    yield leaf((2,), dtype=torch.complex64)
    yield leaf((1200,))
    for step in [
        ("mul", 1), ("add", 1), ("sub", 1), ("div", 2), ("t",), ("clone",), ("sum",), ("sum", 0), ("view", -1), ("exp",),
        ("transpose", 0, 1), ("unsqueeze", 0), ("expand", 2, 2, 3), ("select", 0, 1), ("narrow", 1, 0, 2), ("tanh",),
        ("relu",), ("softmax", 1), ("mean",), ("squeeze",), ("logsumexp", 0), ("permute", 1, 0), ("neg",), ("pow", 2),
        ("double",), ("flatten",), ("detach",),
    ]:  # fmt: skip
        yield made(leaf((2, 3)), *step)
    # The suffix just fits, or just does not.
    for length in range(5, 10):
        yield made(leaf((length,)), "mul", 1)
        yield leaf((length,))
        yield leaf((length,), dtype=torch.float64)
    yield made(leaf((1200,)), "mul", 1)
    yield made(leaf((4,), dtype=torch.float16), "mul", 1)
    yield {**made(leaf((2, 3)), "mul", 1), "options": {"linewidth": 30}}


def defaults():
    for default in ("float64", "float16", "bfloat16"):
        for dtype in (torch.float64, torch.float32, torch.complex64, torch.complex128, torch.int64):
            yield {"tensor": torch.tensor([1, 2]).to(dtype), "default_dtype": default}
        yield {"tensor": torch.zeros(0, dtype=torch.float64), "default_dtype": default}
        yield {"tensor": torch.zeros(2, device="meta"), "default_dtype": default}


def metas():
    for shape in SHAPES:
        yield torch.empty(shape, device="meta")
    yield torch.empty((2, 3), device="meta", dtype=torch.int64)
    yield torch.empty((0,), device="meta")
    yield torch.empty((2,), device="meta", requires_grad=True)
    yield made(torch.empty((2,), device="meta", requires_grad=True), "mul", 2)
    yield torch.sparse_coo_tensor(size=(2, 3), device="meta")


def sparse():
    eye = torch.eye(3).to_sparse()
    yield eye
    yield torch.zeros(2, 3).to_sparse()
    yield torch.zeros(2, 3, dtype=torch.int64).to_sparse()
    yield torch.sparse_coo_tensor([[0, 0, 1], [2, 2, 0]], [1.5, 2.25, -3.0], (2, 3))
    yield torch.sparse_coo_tensor([[0, 1]], [[1.0, 2.0], [3.0, 4.0]], (3, 2))
    yield torch.sparse_coo_tensor([[0, 1]], [[1.0, 2.0], [3.0, 4.0]], (3, 2), requires_grad=True)
    yield made(torch.sparse_coo_tensor([[0, 1]], [1.0, 2.0], (3,), requires_grad=True), "mul", 2)
    for dtype in (torch.float64, torch.int32, torch.int64, torch.bool, torch.complex64, torch.float16):
        yield torch.sparse_coo_tensor([[0, 1], [1, 2]], torch.tensor([1, 1]).to(dtype), (2, 3))
    yield torch.sparse_coo_tensor([list(range(600)), [3] * 600], [0.25, 2.5] * 300, (600, 5))
    yield torch.sparse_coo_tensor(torch.zeros((0, 2), dtype=torch.int64), torch.tensor([1.0, 2.0]), ())
    yield {"tensor": eye, "options": {"linewidth": 40}}


def compressed():
    dense = torch.tensor([[1.0, 0, 2.5, 0], [0, 0, 0, -3.0], [0, 4.0, 0, 0], [5.0, 0, 0, 6.0]])
    for t in (dense, dense.double(), torch.zeros(4, 4), dense.long()):
        yield t.to_sparse_csr()
        yield t.to_sparse_csc()
    yield dense.to_sparse_bsr((2, 2))
    yield dense.to_sparse_bsc((2, 2))
    yield dense.to_sparse_csr().requires_grad_()
    yield torch.stack([dense, dense]).to_sparse_csr()
    yield dense.to_sparse_csr().to("meta")


def quantized():
    x = filled((2, 3), random_values(6, 6), torch.float32)
    for dtype in (torch.quint8, torch.qint8, torch.qint32):
        yield torch.quantize_per_tensor(x, 0.1, 1, dtype)
    yield torch.quantize_per_tensor(x, 1e-05, 0, torch.qint32)
    yield torch.quantize_per_tensor(x.reshape(6), 1 / 3, 2, torch.quint8)
    yield torch.quantize_per_tensor(torch.tensor(1.5), 0.5, 2, torch.quint8)
    yield torch.quantize_per_tensor(torch.zeros(0), 0.5, 2, torch.quint8)
    yield torch.quantize_per_channel(x, torch.tensor([0.1, 0.25]), torch.tensor([0, 1]), 0, torch.qint8)
    yield torch.quantize_per_channel(x, torch.tensor([0.1, 0.2, 0.5]), torch.tensor([0.0, 1.0, 2.0]), 1, torch.quint8)


def others():
    yield torch.nested.nested_tensor([torch.arange(3.0), torch.ones(2)])
    yield torch.nested.nested_tensor([torch.arange(3.0), torch.ones(2)], requires_grad=True)
    yield torch.nested.nested_tensor([torch.ones(2, 2), torch.ones(1, 2)])
    yield torch.zeros(2, 3).to_mkldnn()
    yield torch._efficientzerotensor((2, 3))
    yield torch.tensor([[1.0, 2.0], [3.0, 4.0]]).t()
    yield torch.tensor([1.5]).expand(3, 2)
    yield torch.arange(10)[::3]


def dual_cases():
    """Those that need a level of forward-mode differentiation, under which sparse tensors cannot be printed."""
    for primal, tangent in ((torch.ones(2), torch.zeros(2)), (torch.ones(2, 2), torch.eye(2))):
        yield {"tensor": torch.autograd.forward_ad.make_dual(primal, tangent)}


def numbers():
    fixed = [0.0, -0.0, INF, -INF, NAN, 5e-324, 1e-323, 1.5e-323, 2e-323, 2.5e-323, 5e-323, 1e-322, 2.2250738585072014e-308,
             1.7976931348623157e308, 1e16, 1e15, 9999999999999998.0, 123456789012345680.0, 1e-4, 1e-5, 0.00012345, 9.9999e-05,
             0.1, 0.2, 0.3, 1 / 3, 2 / 3, 1.0, 10.0, 100.0, 1e5, 1e6, 999999.5, 1e22, 1e23, 2e23, 9.5, 99.5, 999.5, 0.5, 1.5, 2.5,
             0.125, 0.375, 0.00390625, 1e-10, 1.0000499999999999, 1.00005, 9.99995, 0.99995, 4.35, 2.675, 1.005, -2.5, -1e-05,
             -123.456, 4503599627370496.5, 8.41e21, 2.0**63, 2.0**-24, 1.2345678901234567]  # fmt: skip
    r = random.Random(7)
    for _ in range(60):
        fixed.append(round(r.gauss(0, 1), r.randrange(8)) * 10.0 ** r.randrange(-8, 9))
    for _ in range(60):
        # ties at the fourth digit and behind the point
        fixed.append((2 * r.randrange(1 << 16) + 1) / 2.0 ** r.randrange(1, 20))
    while len(fixed) < 220:
        value = struct.unpack(">d", r.randbytes(8))[0]
        if math.isfinite(value):
            fixed.append(value)
    return fixed
