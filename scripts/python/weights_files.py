"""Files of weights for the round trips through Java: python weights_files.py write|check|copy FOLDER [OTHER].

write puts files of each kind into FOLDER. check compares what Java has made of them, files of the same names in OTHER:
values and tensors must be equal to the last bit, with strides, sharing and all, safetensors files byte for byte. copy
reads the files in FOLDER, which Java has written, and writes what was in them to OTHER.
"""

import collections
import io
import pathlib
import sys
import zipfile

import numpy
import torch

PLAIN = [
    "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64",
    "uint16", "uint32", "uint64", "float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz",
    "float8_e8m0fnu", "float4_e2m1fn_x2",
]  # fmt: skip
ONLY_TORCH = ["complex32", "complex128"]


def bits(name, *sizes):
    dtype = getattr(torch, name)
    tensor = torch.empty(sizes, dtype=dtype)
    pattern = torch.arange(tensor.numel() * tensor.element_size(), dtype=torch.uint8)
    return (pattern % 2 if dtype == torch.bool else 3 * pattern + 1).view(dtype).view(sizes)


def tensors(names):
    for name in names:
        yield f"{name}.matrix", bits(name, 2, 3)
        yield f"{name}.scalar", bits(name, 1).view(()) if name != "float4_e2m1fn_x2" else bits(name, 1)
        yield f"{name}.empty", bits(name, 0, 4)


def forms():
    """Each dtype in each form that a tensor of it can have."""
    for name in PLAIN + ONLY_TORCH:
        base = bits(name, 4, 6)
        yield f"{name}.transposed", base.t()
        yield f"{name}.stepped", base[1:3, ::2]
        yield f"{name}.expanded", base[:1].expand(5, 6)
        yield f"{name}.overlapping", base.as_strided((3, 3), (1, 1), 2)
        yield f"{name}.channels_last", base.as_strided((2, 3, 2, 2), (12, 1, 6, 3))
        yield f"{name}.transposed_3d", base.as_strided((2, 3, 4), (1, 8, 2))
        elements, blocks = base.flatten()[:3], base.as_strided((3, 1, 2), (2, 2, 1))
        two = (2, 3)
        yield f"{name}.coo", torch.sparse_coo_tensor([[0, 0, 1], [0, 2, 1]], elements, two)
        yield f"{name}.hybrid", torch.sparse_coo_tensor([[0, 2, 3]], base[:3], (4, 6))
        yield f"{name}.csr", torch.sparse_csr_tensor([0, 2, 3], [0, 2, 1], elements, two)
        yield f"{name}.csc", torch.sparse_csc_tensor([0, 1, 2, 3], [0, 1, 0], elements, two)
        yield f"{name}.bsr", torch.sparse_bsr_tensor([0, 2, 3], [0, 2, 1], blocks, (2, 6))
        yield f"{name}.bsc", torch.sparse_bsc_tensor([0, 1, 2, 3], [0, 1, 0], blocks, (2, 6))


class Labelled(torch.nn.Linear):
    def get_extra_state(self):
        return {"labels": ["cat", "dog"], "count": 2}

    def set_extra_state(self, state):
        assert state == self.get_extra_state()


def extra_states():
    return torch.nn.Sequential(Labelled(2, 3), torch.nn.Sequential(torch.nn.BatchNorm1d(3), Labelled(3, 1))).state_dict()


def views():
    base = torch.arange(24.0).view(4, 6)
    return {
        "base": base,
        "transposed": base.t(),
        "slice": base[1:3, ::2],
        "expanded": base[:1].expand(5, 6),
        "overlapping": base.as_strided((3, 3), (1, 1), 2),
        "again": base,
        "other": torch.zeros(3),
        "conjugate": torch.tensor([1 + 2j]).conj(),
        "negative": torch.tensor([1 + 2j]).conj().imag,
        "channels_last": torch.randn(2, 3, 4, 5).contiguous(memory_format=torch.channels_last),
    }


def layouts():
    dense = torch.tensor([[0.0, 1, 0, 2], [3, 0, 0, 0]])
    values = torch.tensor([[-1, 0.5], [2, 1]])
    scales, points = torch.tensor([0.5, 0.25], dtype=torch.double), torch.tensor([0, 1])
    return {
        "coo": dense.to_sparse(),
        "uncoalesced": torch.sparse_coo_tensor([[0, 0], [1, 1]], [1.0, 2.0], (2, 2)),
        "hybrid": dense.to_sparse(1),
        "csr": dense.to_sparse_csr(),
        "csc": dense.to_sparse_csc(),
        "bsr": dense.to_sparse_bsr((1, 2)),
        "bsc": dense.to_sparse_bsc((1, 2)),
        "meta": torch.empty(3, 4, device="meta"),
        "quint8": torch.quantize_per_tensor(values, 0.5, 3, torch.quint8),
        "qint8": torch.quantize_per_tensor(values, 0.25, 0, torch.qint8),
        "qint32": torch.quantize_per_tensor(values, 0.25, 0, torch.qint32),
        "channels": torch.quantize_per_channel(values, scales, points, 1, torch.qint8),
        "requires_grad": torch.ones(2, requires_grad=True),
        "parameter": torch.nn.Parameter(torch.ones(3)),
        "frozen": torch.nn.Parameter(torch.ones(3), requires_grad=False),
    }


def values():
    return {
        "int": [0, 255, 256, -1, 2**31, -(2**63), 2**100],
        "float": [0.0, -0.0, 1e-300, float("inf")],
        "complex": 1 - 2j,
        "text": ["", "é\n", "x" * 300],
        "bytes": [b"", bytes(range(256))],
        "tuple": ((), (1,), (1, (2, None))),
        "set": {1, "a"},
        "nested": {"a": {1: [True, False, None]}, 2.5: "x"},
        "ordered": collections.OrderedDict(b=1, a=2),
        "size": torch.Size([2, 3]),
        "dtype": torch.bfloat16,
        "device": [torch.device("cpu"), torch.device("cuda", 1)],
        "layout": torch.sparse_csr,
        "many": list(range(1000)),
    }


def training():
    torch.manual_seed(3)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
    for _ in range(3):
        model(torch.randn(8, 3)).sum().backward()
        optimizer.step()
        schedule.step()
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": schedule.state_dict()}
    return state | {"rng": torch.get_rng_state(), "epoch": 3}


def big_endian(value):
    """What a machine of the other byte order writes."""
    swapped = io.BytesIO()
    torch.save(value, swapped)
    result = io.BytesIO()
    with zipfile.ZipFile(swapped) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("/byteorder"):
                data = b"big"
            elif "/data/" in name:
                data = b"".join(data[i : i + 4][::-1] for i in range(0, len(data), 4))
            new.writestr(name, data)
    return result.getvalue()


def numpy_arrays():
    types = "?", "u1", "i1", "<i2", "<i4", "<i8", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"
    arrays = {f"of_{numpy.dtype(each).name}": numpy.arange(6).reshape(2, 3).astype(each) for each in types}
    cube = numpy.arange(24.0).reshape(2, 3, 4)
    return arrays | {
        "fortran": numpy.asfortranarray(cube),
        "big_endian": cube.astype(">f4"),
        "big_complex": cube.astype(">c16"),
        "big_fortran": numpy.asfortranarray(cube.astype(">i2")),
        "scalar": numpy.array(2.5),
        "vector": numpy.array([1, 2]),
        "empty": numpy.zeros((0, 3)),
    }


def write(folder):
    plain = dict(tensors(PLAIN))
    files = {
        "dtypes": dict(tensors(PLAIN + ONLY_TORCH)),
        "forms": dict(forms()),
        "extra_states": extra_states(),
        "views": views(),
        "layouts": layouts(),
        "values": values(),
        "training": training(),
        "tensor": torch.arange(5),
    }
    for name, value in files.items():
        torch.save(value, folder / f"{name}.pt")
        # Python does not read what it writes of dtypes without a class of storages in that form.
        if name not in ("dtypes", "forms"):
            torch.save(value, folder / f"{name}_legacy.pt", _use_new_zipfile_serialization=False)
        torch.save(value, folder / f"{name}_4.pt", pickle_protocol=4)
    floats = {"a": torch.arange(6.0).view(2, 3), "b": torch.ones(2)}
    (folder / "big.pt").write_bytes(big_endian(floats))
    arrays = numpy_arrays()
    for name, array in arrays.items():
        numpy.save(folder / f"{name}.npy", array)
    numpy.savez(folder / "stored.npz", **arrays)
    numpy.savez_compressed(folder / "deflated.npz", **arrays)
    try:
        import safetensors.torch
    except ImportError:
        return
    safetensors.torch.save_file(plain, folder / "plain.safetensors", {"format": "pt"})
    safetensors.torch.save_file(training()["model"], folder / "model.safetensors")
    safetensors.torch.save_file({}, folder / "empty.safetensors")


def storage(tensor):
    return tensor.untyped_storage().data_ptr()


def parts(tensor):
    """The dense tensors of which one consists, and what else there is to it."""
    if tensor.layout == torch.sparse_coo:
        return [tensor._indices(), tensor._values()], [tensor.is_coalesced()]
    if tensor.layout in (torch.sparse_csr, torch.sparse_bsr):
        return [tensor.crow_indices(), tensor.col_indices(), tensor.values()], []
    if tensor.layout in (torch.sparse_csc, torch.sparse_bsc):
        return [tensor.ccol_indices(), tensor.row_indices(), tensor.values()], []
    if tensor.is_quantized and tensor.qscheme() == torch.per_channel_affine:
        scales = [tensor.q_per_channel_scales(), tensor.q_per_channel_zero_points()]
        return [tensor.int_repr(), *scales], [tensor.q_per_channel_axis()]
    if tensor.is_quantized:
        return [tensor.int_repr()], [tensor.q_scale(), tensor.q_zero_point()]
    # Strides of dimensions with one element mean nothing, and coalescing changes them.
    strides = [stride for stride, size in zip(tensor.stride(), tensor.shape) if size != 1]
    return None, [strides, tensor.storage_offset(), tensor.is_conj(), tensor.is_neg()]


class Comparison:
    def __init__(self):
        self.storages = {}

    def tensor(self, wanted, found, path, is_part=False):
        for attribute in ("dtype", "shape", "layout", "device", "requires_grad"):
            a, b = getattr(wanted, attribute), getattr(found, attribute)
            assert a == b, f"{path}: {attribute} is {b}, expected {a}"
        (inner, facts), (found_inner, found_facts) = parts(wanted.detach()), parts(found.detach())
        assert facts == found_facts, f"{path}: {found_facts}, expected {facts}"
        if inner is not None:
            for i, (a, b) in enumerate(zip(inner, found_inner, strict=True)):
                self.tensor(a, b, f"{path}.{i}", is_part=True)
        elif wanted.device.type != "meta" and wanted.numel():
            plain = (x.detach().resolve_conj().resolve_neg() for x in (wanted, found))
            a, b = (x.clone(memory_format=torch.contiguous_format).flatten() for x in plain)
            assert torch.equal(a.view(torch.uint8), b.view(torch.uint8)), f"{path}: other elements"
            # Parts may be made for the question, and their memory used again.
            if not is_part:
                shared = self.storages.setdefault(storage(wanted), storage(found))
                assert shared == storage(found), f"{path}: not in the same memory as before"

    def value(self, wanted, found, path):
        if isinstance(wanted, torch.Tensor):
            self.tensor(wanted, found, path)
        elif isinstance(wanted, dict):
            assert isinstance(found, dict) and list(wanted) == list(found), f"{path}: {list(found)}"
            for key in wanted:
                self.value(wanted[key], found[key], f"{path}.{key}")
            if hasattr(wanted, "_metadata"):
                self.value(dict(wanted._metadata), dict(found._metadata), f"{path}._metadata")
        elif isinstance(wanted, (list, tuple)):
            assert type(wanted) is type(found) and len(wanted) == len(found), f"{path}: {found}, expected {wanted}"
            for i, (a, b) in enumerate(zip(wanted, found)):
                self.value(a, b, f"{path}[{i}]")
        else:
            assert type(wanted) is type(found) and repr(wanted) == repr(found), f"{path}: {found!r}, expected {wanted!r}"


def check(folder, other):
    count = 0
    for file in sorted(folder.iterdir()):
        made = other / file.name
        if file.suffix == ".safetensors":
            assert made.read_bytes() == file.read_bytes(), f"{file.name}: other bytes"
        elif file.suffix in (".npy", ".npz"):
            wanted, found = (dict(enumerate([x])) if file.suffix == ".npy" else dict(x) for x in map(numpy.load, (file, made)))
            assert list(wanted) == list(found), f"{file.name}: {list(found)}"
            for key, array in wanted.items():
                native = array.dtype.newbyteorder("=")
                assert found[key].dtype == native and found[key].shape == array.shape, f"{file.name}: {key}"
                assert numpy.array_equal(array, found[key]), f"{file.name}: {key}: other elements"
        else:
            # Python's weights_only knows protocol 2 alone.
            wanted, found = torch.load(file, weights_only=False), torch.load(made, weights_only=True)
            Comparison().value(wanted, found, file.name)
            Comparison().value(wanted, torch.load(made, weights_only=True, mmap=True), file.name + " mapped")
        count += 1
    print(f"{count} files are equal")


def copy(folder, other):
    for file in sorted(folder.iterdir()):
        made = other / file.name
        if file.suffix == ".pt":
            torch.save(torch.load(file, weights_only=True), made)
        elif file.suffix == ".npy":
            numpy.save(made, numpy.load(file))
        elif file.suffix == ".npz":
            numpy.savez(made, **numpy.load(file))
        else:
            import safetensors.torch

            safetensors.torch.save_file(safetensors.torch.load_file(file), made)


if __name__ == "__main__":
    command, *folders = sys.argv[1:]
    {"write": write, "check": check, "copy": copy}[command](*map(pathlib.Path, folders))
