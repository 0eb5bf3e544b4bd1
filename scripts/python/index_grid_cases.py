"""The index expressions of record_index_grid.py, the same at every run."""

import itertools
import random

ELLIPSIS, NEWAXIS = {"ellipsis": True}, {"newaxis": True}


def i(n):
    return {"int": n}


def s(start=None, stop=None, step=None):
    return {"slice": [start, stop, step]}


def tensor(kind, data, shape=None):
    return {kind: {"data": data, "shape": [len(data)] if shape is None else shape}}


def long(*data, shape=None):
    return tensor("long", list(data), shape)


def mask(bits, shape=None):
    return tensor("bool", [b == "1" for b in bits], shape)


def case(shape, *index, **base):
    return {"base": {"shape": list(shape), **base}, "index": list(index)}


SLICES = [
    s(), s(1), s(None, 2), s(1, 3), s(-2), s(None, -1), s(-3, -1), s(None, None, 2), s(1, None, 2), s(-1, None, 3), s(2, 1),
    s(7), s(-9, 9), s(0, 0), s(None, None, 9),
]  # fmt: skip


def readings():
    for group in (one_dimension, errors_of_reading, two_dimensions, more_dimensions, tensors, masks, mixtures, other_strides,
                  other_shapes, drawn):  # fmt: skip
        yield from group()


def one_dimension():
    yield case((5,))
    for n in (0, 4, -1, -5):
        yield case((5,), i(n))
    for part in SLICES:
        yield case((5,), part)
    for n, part in itertools.product((0, -2), (ELLIPSIS, NEWAXIS)):
        yield case((5,), i(n), part)
        yield case((5,), part, i(n))
    yield case((5,), ELLIPSIS)
    yield case((5,), NEWAXIS)
    yield case((5,), NEWAXIS, NEWAXIS)
    yield case((5,), ELLIPSIS, NEWAXIS)
    yield case((5,), NEWAXIS, ELLIPSIS, NEWAXIS)
    yield case((5,), NEWAXIS, s(1, 4, 2), NEWAXIS)
    for flag in (True, False):
        yield case((5,), {"flag": flag})
        yield case((5,), {"flag": flag}, i(1))
        yield case((5,), {"flag": flag}, s(1, 3))
        yield case((5,), s(1, 3), {"flag": flag})


def errors_of_reading():
    for n in (5, -6, 2**40, -(2**40)):
        yield case((5,), i(n))
    for part in (s(None, None, 0), s(None, None, -1), s(4, 0, -2)):
        yield case((5,), part)
    yield case((5,), i(0), i(0))
    yield case((5,), ELLIPSIS, i(0), i(0))
    yield case((5,), s(), s())
    yield case((3, 4), i(0), i(4))
    yield case((3, 4), i(3), i(0))
    yield case((3, 4), s(), i(-5))
    yield case((3, 4), i(0), i(0), i(0))
    yield case((3, 4), s(), s(), NEWAXIS, s())
    yield case((3, 4), ELLIPSIS, ELLIPSIS)
    yield case((3, 4), i(0), ELLIPSIS, ELLIPSIS, i(1))
    yield case((), i(0))
    yield case((), s())
    yield case((0,), i(0))
    yield case((0, 3), i(-1))
    yield case((5,), long(0, 5))
    yield case((5,), long(-6))
    yield case((5,), {"list": [0, 7]})
    yield case((5,), long(5, shape=[]))
    yield case((3, 4), long(0, 1), long(0, 1, 2))
    yield case((3, 4), long(0, 1), long(0, 4))
    yield case((3, 4), long(0, 1), long(0, 1), long(0, 1))
    yield case((5,), mask("1010"))
    yield case((5,), mask("101010"))
    yield case((3, 4), mask("10"))
    yield case((3, 4), mask("101"), mask("101"))
    yield case((3, 4), mask("1" * 12, [4, 3]))
    yield case((3, 4), mask("1" * 24, [3, 4, 2]))
    yield case((3, 4), {"list": [True, False]})
    yield case((0, 3), long(0))


def two_dimensions():
    items = [i(1), i(-1), s(), s(1), s(None, -1), s(None, None, 2), s(-2, None), NEWAXIS, ELLIPSIS]
    for first, second in itertools.product(items, items):
        if not (first == second == ELLIPSIS):
            yield case((3, 4), first, second)
    for item in items:
        yield case((3, 4), item)
    yield case((3, 4), NEWAXIS, i(1), NEWAXIS, s(1, 3))
    yield case((3, 4), s(), NEWAXIS, s(None, None, 3))
    yield case((3, 4), ELLIPSIS, i(0), NEWAXIS)
    yield case((3, 4), s(5), s())
    yield case((3, 4), s(2, 1), i(0))


def more_dimensions():
    x = (2, 3, 4)
    for index in [
        [i(1)], [i(1), i(2)], [i(1), i(2), i(3)], [s(), i(-1), s()], [s(), i(-1)], [ELLIPSIS, i(0)], [ELLIPSIS, s(None, None, 2)],
        [i(0), ELLIPSIS], [i(0), ELLIPSIS, i(-1)], [s(), i(0), s(0, None, 2)], [s(), i(0), s(1, None, 2)],
        [ELLIPSIS, s(1, 3), i(2)], [NEWAXIS, ELLIPSIS, i(1), NEWAXIS], [s(1), s(None, 2), s(-2, None)], [ELLIPSIS],
        [i(1), NEWAXIS, i(0)], [i(1), s(None, None, 2), NEWAXIS], [s(), s(), s()], [NEWAXIS, NEWAXIS, i(0), ELLIPSIS],
        [i(0), i(0), i(0), ELLIPSIS], [s(0, 0)], [s(), s(3), i(0)],
    ]:  # fmt: skip
        yield case(x, *index)
    yield case((2, 1, 3, 2), s(), i(0), ELLIPSIS, s(None, None, 2))
    yield case((2, 1, 3, 2), i(1), ELLIPSIS, i(0))
    yield case((2, 1, 3, 2), s(), s(), i(1))
    yield case((2, 1, 3, 2), ELLIPSIS, NEWAXIS, i(1), s())


def tensors():
    for item in [
        long(0), long(4, 0, 0, -1), long(), long(3, shape=[]), long(-5, shape=[]), long(0, 1, 2, 3, shape=[2, 2]),
        long(1, 2, shape=[2, 1]), tensor("int32", [2, 1]), tensor("int32", [2], []), tensor("uint8", [0, 1, 1, 0, 1]),
        {"list": [1, 0, 2, 2, 3]}, {"list": [-1]}, {"list": []},
    ]:  # fmt: skip
        yield case((5,), item)
        yield case((5, 2), item)
        yield case((2, 5), s(), item)
        yield case((2, 5), i(1), item)
    yield case((3, 4), long(0, 2), long(1, 3))
    yield case((3, 4), long(0, 2, shape=[2, 1]), long(1, 3, 0))
    yield case((3, 4), long(0, 2), long(1, shape=[]))
    yield case((3, 4), long(0, 2), long(1))
    yield case((3, 4), long(-1, -3), tensor("int32", [-1, -4]))
    yield case((3, 4), {"list": [0, 1]}, {"list": [2, 3]})
    yield case((3, 4), long(1, shape=[]), long(2, shape=[]))
    yield case((3, 4), long(shape=[0]), long(shape=[0]))
    yield case((3, 4), long(0, 1, 2, 0, shape=[2, 2]), long(3, 2))


def masks():
    yield case((5,), mask("10110"))
    yield case((5,), mask("00000"))
    yield case((5,), mask("11111"))
    yield case((5,), {"list": [True, False, True, True, False]})
    yield case((3, 4), mask("101"))
    yield case((3, 4), s(), mask("0110"))
    yield case((3, 4), mask("100101001110", [3, 4]))
    yield case((3, 4), mask("000000000000", [3, 4]))
    yield case((2, 3, 4), mask("101011", [2, 3]))
    yield case((2, 3, 4), s(), mask("100000000001", [3, 4]))
    yield case((2, 3, 4), mask("101011", [2, 3]), i(1))
    yield case((2, 3, 4), mask("01"), s(1), mask("1001"))
    yield case((2, 3, 4), mask("11"), mask("110"))
    yield case((2, 3, 4), ELLIPSIS, mask("1001"))
    for bit in "10":
        yield case((5,), mask(bit, []))
        yield case((2, 3), mask(bit, []), i(1))
        yield case((2, 3), s(), mask(bit, []))
    yield case((), mask("1", []))
    yield case((3, 4), tensor("uint8", [1, 0, 1]), i(0))
    yield case((3, 4), mask("101"), long(1, 2))
    yield case((3, 4), mask("101"), long(1))
    yield case((3, 4), mask("111"), long(0, 1))


def mixtures():
    x = (2, 3, 4)
    for index in [
        [long(1, 0)], [long(1, 0), i(2)], [long(1, 0), s(1)], [s(), long(2, 0)], [s(), long(2, 0), i(1)],
        [s(), long(2, 0), s(None, None, 2)], [ELLIPSIS, long(3, 1)], [long(1, 0), s(), long(3, 1)], [i(1), long(2, 0), s()],
        [i(1), s(), long(2, 0)], [long(1, 0), ELLIPSIS, long(0, 3)], [s(), long(2, 0), long(3, 1)], [long(1, 0), long(2, 0)],
        [long(1, 0), long(2, 0), long(3, 3)], [NEWAXIS, long(1, 0)], [long(1, 0), NEWAXIS], [s(), NEWAXIS, long(2, 0)],
        [long(1, 0), NEWAXIS, long(2, 0)], [long(1, 0), i(0), s(), NEWAXIS], [i(0), long(2, 0), i(3)], [s(1), i(-1), long(0, 0, 3)],
        [mask("10"), s(), long(1, 2)], [s(), mask("101"), i(2)], [mask("01"), NEWAXIS, s(), i(1)], [{"flag": True}, long(1, 0)],
        [long(1, 0), {"flag": True}], [{"flag": False}, long(1, 0)], [long(0, 1, shape=[2, 1]), s(), long(0, 1, 2)],
        [s(), s(None, None, 2), long(0, 1, 2, 3, shape=[2, 2])], [ELLIPSIS, long(2, 0), s(1, 3)], [long(1, shape=[]), s(), i(0)],
        [long(1, shape=[])], [s(), long(1, shape=[]), s(2)], [long(1, 0), long(2, shape=[]), s()], [s(), i(1), long(1, shape=[])],
        [long(1, 0), s(0, 0)], [s(), {"list": [2, 0]}, s(None, -1)], [{"flag": True}, {"flag": True}], [{"flag": True}, NEWAXIS, i(0)],
    ]:  # fmt: skip
        yield case(x, *index)


def other_strides():
    for index in [
        [], [i(1)], [s(), i(0)], [s(1, None, 2)], [s(), s(None, None, 2)], [NEWAXIS, i(0)], [ELLIPSIS, i(-1)], [long(1, 0)],
        [mask("1010")], [s(), long(2, 0)],
    ]:  # fmt: skip
        yield case((3, 4), *index, permute=[1, 0])
    for index in [[i(1)], [s(), i(1)], [ELLIPSIS, i(1)], [s(None, None, 2), s(), s(1)], [i(0), NEWAXIS, i(1)], [s(), long(1, 0), i(0)]]:
        yield case((2, 3, 4), *index, permute=[2, 0, 1])


def other_shapes():
    for index in [[], [ELLIPSIS], [NEWAXIS], [NEWAXIS, NEWAXIS], [{"flag": True}], [{"flag": False}], [ELLIPSIS, NEWAXIS]]:
        yield case((), *index)
    for index in [[s()], [s(), i(0)], [s(), s(1)], [long()], [mask("", [0])], [ELLIPSIS, long(0, 1)], [s(), mask("101")]]:
        yield case((0, 3), *index)
    yield case((3, 0), i(1))
    yield case((3, 0), long(0, 2))


def drawn():
    """Expressions of all kinds of items, drawn with a fixed seed."""
    r = random.Random(11)
    for _ in range(70):
        shape = [r.randrange(1, 5) for _ in range(r.randrange(1, 5))]
        yield case(shape, *drawn_index(r, shape))


def drawn_index(r, shape):
    index, dims = [], list(shape)
    length = r.randrange(1, 4)
    while dims and r.random() < 0.85:
        size = dims.pop(0)
        kind = r.random()
        if kind < 0.3:
            index.append(i(r.randrange(-size, size)))
        elif kind < 0.6:
            ends = [None if r.random() < 0.3 else r.randrange(-size - 1, size + 2) for _ in range(2)]
            index.append(s(*ends, r.choice([None, 1, 2, 3])))
        elif kind < 0.8:
            index.append(long(*[r.randrange(-size, size) for _ in range(length)]))
        elif kind < 0.9:
            index.append(NEWAXIS)
            dims.insert(0, size)
        else:
            index.append(mask("".join(r.choice("01") for _ in range(size))))
    if r.random() < 0.3:
        index.append(ELLIPSIS)
    return index


def scalar(x):
    return {"scalar": x}


def values(*data, shape=None, dtype="int64"):
    return {"tensor": {"data": list(data), "shape": [len(data)] if shape is None else shape, "dtype": dtype}}


def put(value, shape, *index, **base):
    return {**case(shape, *index, **base), "value": value}


def assignments():
    for group in (scalars, tensor_values, converted, errors_of_assigning, drawn_assignments):
        yield from group()


def scalars():
    nine = scalar(99)
    for index in [[], [i(0)], [i(-1)], [s(1, 3)], [s(None, None, 2)], [ELLIPSIS], [NEWAXIS], [s(2, 1)], [{"flag": True}],
                  [{"flag": False}], [long(0, 3)], [long(-1)], [long()], [mask("10110")], [mask("00000")], [{"list": [4, 1]}],
                  [long(2, shape=[])], [tensor("uint8", [0, 1, 0, 0, 1])], [mask("1", [])]]:  # fmt: skip
        yield put(nine, (5,), *index)
    for index in [[i(1)], [i(1), i(2)], [s(), i(-1)], [s(None, None, 2), s(1, None, 2)], [ELLIPSIS, i(0)], [s(), NEWAXIS, i(0)],
                  [long(0, 2)], [s(), long(0, 2)], [long(0, 2), long(1, 3)], [mask("101")], [mask("100101001110", [3, 4])],
                  [mask("101"), i(1)], [s(), mask("0110")], [i(2), long(0, 1)], [long(0, 2), s(1, 3)]]:  # fmt: skip
        yield put(nine, (3, 4), *index)
    for index in [[s(), i(0), s(0, None, 2)], [s(), i(-1), s()], [i(1), ELLIPSIS, i(0)], [long(0, 1), s(), long(3, 0)],
                  [s(), long(2, 0)], [ELLIPSIS, mask("1001")]]:  # fmt: skip
        yield put(nine, (2, 3, 4), *index)
    yield put(nine, ())
    yield put(nine, (), ELLIPSIS)
    yield put(nine, (3, 4), i(1), permute=[1, 0])
    yield put(nine, (3, 4), long(0, 3), permute=[1, 0])


def tensor_values():
    yield put(values(90, shape=[]), (5,), i(2))
    yield put(values(90, 91), (5,), s(1, 3))
    yield put(values(90), (5,), s(1, 3))
    yield put(values(90, shape=[1, 1]), (5,), s(1, 3))
    yield put(values(90, 91, 92, shape=[1, 3]), (5,), s(None, None, 2))
    yield put(values(90, 91, 92), (5,), mask("10110"))
    yield put(values(90), (5,), mask("10110"))
    yield put(values(90, 91), (5,), long(4, 1))
    yield put(values(90, shape=[]), (5,), long(4, 1))
    yield put(values(90, 91), (5,), {"list": [0, 3]})
    yield put(values(90, 91, 92, 93), (3, 4), i(1))
    yield put(values(90, 91, 92, 93), (3, 4), ELLIPSIS)
    yield put(values(90, 91, 92, shape=[3, 1]), (3, 4), ELLIPSIS)
    yield put(values(90, 91, 92), (3, 4), s(), i(-1))
    yield put(values(90, 91, 92, 93), (3, 4), long(2, 0))
    yield put(values(*range(90, 98), shape=[2, 4]), (3, 4), long(2, 0))
    yield put(values(90, 91), (3, 4), long(2, 0), long(1, 3))
    yield put(values(90, 91, 92, 93, shape=[2, 2]), (3, 4), s(None, None, 2), s(None, None, 2))
    yield put(values(90, 91, 92, 93, shape=[2, 2]), (3, 4), long(0, 2), s(1, 3))
    yield put(values(90, 91, 92, 93, shape=[1, 2, 2]), (3, 4), long(0, 2), s(1, 3))
    yield put(values(*range(90, 96)), (3, 4), mask("100101001110", [3, 4]))
    yield put(values(90, 91), (2, 3, 4), s(), i(0), s(0, None, 2))
    yield put(values(90, 91, 92, 93, shape=[2, 2]), (2, 3, 4), s(), i(0), s(1, None, 2))
    yield put(values(90, 91, 92, shape=[3]), (2, 3, 4), long(0, 1), s(), long(3, 0))
    yield put(values(90, 91, 92, 93, shape=[2, 1, 2]), (2, 3, 4), s(), s(), mask("1001"))
    yield put(values(90, 91), (2, 3, 4), s(), s(), long(3, 0))
    yield put(values(90, 91, 92), (3, 4), i(1), permute=[1, 0])
    yield put(values(90, shape=[1, 1, 1]), (3, 4), i(0), i(0))
    yield put(values(90, 91, shape=[2]), (5,), {"flag": True}, s(1, 3))
    yield put(values(shape=[0]), (5,), s(2, 2))
    yield put(values(shape=[0]), (5,), mask("00000"))


def converted():
    yield put(scalar(1.75), (5,), i(0), dtype="float32")
    yield put(scalar(1.75), (5,), mask("10110"), dtype="float32")
    yield put(scalar(1.75), (5,), s(1, 3))
    yield put(scalar(1.75), (5,), long(0, 1))
    yield put(scalar(True), (5,), s(1, 3))
    yield put(scalar(True), (5,), long(1, 2))
    yield put(scalar(-7), (5,), s(1, 3), dtype="float64")
    yield put(values(1.5, -2.5, dtype="float32"), (5,), s(1, 3))
    yield put(values(1.5, dtype="float32", shape=[]), (5,), i(1))
    yield put(values(1.5, -2.5, dtype="float32"), (5,), long(1, 3))
    yield put(values(1.5, dtype="float32", shape=[]), (5,), long(1, 3))
    yield put(values(1.5, -2.5, 3.5, dtype="float32"), (5,), mask("10110"))
    yield put(values(7, 8), (5,), s(1, 3), dtype="float32")
    yield put(values(7, 8), (5,), long(1, 3), dtype="float32")
    yield put(values(1.5, -2.5, dtype="float64"), (5,), s(1, 3), dtype="float32")
    yield put(values(True, False, dtype="bool"), (5,), s(1, 3))


def errors_of_assigning():
    nine = scalar(99)
    for index in [[i(5)], [i(-6)], [i(0), i(0)], [s(None, None, 0)], [s(None, None, -1)], [long(0, 5)], [mask("1010")]]:
        yield put(nine, (5,), *index)
    yield put(nine, (), i(0))
    yield put(nine, (3, 4), long(0, 1), long(0, 1, 2))
    yield put(nine, (3, 4), mask("1" * 12, [4, 3]))
    yield put(values(90, 91, 92), (5,), s(1, 3))
    yield put(values(90, 91), (5,), i(0))
    yield put(values(90, 91), (5,), mask("10110"))
    yield put(values(90, 91, 92), (5,), long(0, 1))
    yield put(values(90, 91, 92), (3, 4), i(1))
    yield put(values(90, 91, 92, 93, shape=[2, 2]), (3, 4), s(), s(1, 3))
    yield put(values(90, 91, shape=[2, 1]), (5,), s(1, 3))
    yield put(values(90, 91, shape=[2, 1]), (5,), long(0, 1))
    yield put(values(90, 91), (5,), s(2, 2))
    yield put(values(90, 91), (5,), {"flag": False})


def drawn_assignments():
    r = random.Random(23)
    for _ in range(40):
        shape = [r.randrange(1, 5) for _ in range(r.randrange(1, 4))]
        yield put(scalar(r.randrange(90, 99)), shape, *drawn_index(r, shape))
