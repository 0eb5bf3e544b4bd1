"""The contender `python` of scripts/bench: bench.py KIND [NAME=NUMBER ...]; native/bench/README.md has the protocol.

The workloads are those of native/bench, as a user of PyTorch writes them.
"""

import sys
import threading
import time
import zlib

import torch

INPUT, TARGET = 1000, 1001
INPUT_SCALE, PARAMETER_SCALE = 2, 0.2
LEARNING_RATE = 1e-3
ABSENT = 3


def start_up():
    print((torch.ones(1) + torch.ones(1)).item())


if sys.argv[1] == "start_up":
    start_up()
    sys.exit()

import numpy as np  # noqa: E402  (not part of the start-up)
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402

KIND = sys.argv[1]
PARAMETERS = {name: int(number) for name, number in (each.split("=") for each in sys.argv[2:])}


def value(name):
    return PARAMETERS.get(name, 0)


def residues(index, count):
    return (np.arange(count, dtype=np.int64) * 7919 + index * 104729) % 2003


def numbers(index, scale, *sizes):
    array = (residues(index, int(np.prod(sizes))).astype(np.float32) / np.float32(2003) - np.float32(0.5)) * np.float32(scale)
    # A copy, as operators on views take longer, and C++'s tensors are none.
    return torch.from_numpy(array).view(sizes).clone()


def integers(index, bound, *sizes):
    return torch.from_numpy(residues(index, int(np.prod(sizes))) % bound).view(sizes).clone()


def filled(module):
    with torch.no_grad():
        for i, parameter in enumerate(module.parameters()):
            parameter.copy_(numbers(i, PARAMETER_SCALE, *parameter.shape))
    return module


def square(index):
    return numbers(index, 1, 1) if value("size") == 1 else numbers(index, 1, value("size"), value("size"))


def text():
    result = numbers(INPUT, INPUT_SCALE, value("batch"), value("length"), value("width"))
    return result if value("batch_first") else result.transpose(0, 1).contiguous()


class Steps:
    """A workload of a step, with gradients recorded or not."""

    def __init__(self, step, recorded=False):
        self.step, self.recorded = step, recorded

    def run(self, count):
        step = self.step
        with torch.set_grad_enabled(self.recorded):
            for _ in range(count):
                step()

    def result(self):
        with torch.set_grad_enabled(self.recorded):
            return torch.as_tensor(self.step())


class Add(Steps):
    """Without the call of a function for each sum, which would be a part of the time."""

    def __init__(self):
        self.a, self.b = square(0).requires_grad_(bool(value("recorded"))), square(1)
        super().__init__(lambda: self.a + self.b, bool(value("recorded")))

    def run(self, count):
        a, b = self.a, self.b
        with torch.set_grad_enabled(self.recorded):
            for _ in range(count):
                a + b


class AddInPlace(Steps):
    def __init__(self):
        self.a, self.b = numbers(0, 1, 1), torch.full((1,), 2.0**-20)
        super().__init__(lambda: self.a.add_(self.b))

    def run(self, count):
        a, b = self.a, self.b
        with torch.no_grad():
            for _ in range(count):
                a.add_(b)


class Size(Steps):
    def __init__(self):
        self.x = square(0)
        super().__init__(lambda: self.x.size(0))

    def run(self, count):
        x = self.x
        for _ in range(count):
            x.size(0)


class Item(Steps):
    def __init__(self):
        self.x = numbers(0, 1, 1)
        super().__init__(lambda: self.x.item())

    def run(self, count):
        x = self.x
        for _ in range(count):
            x.item()


def adds():
    a, b, count = numbers(0, 1, 1), numbers(1, 1, 1), value("count")
    return Steps(lambda: [a + b for _ in range(count)][-1])


def chain():
    x, a, b = square(0), square(1), square(2)
    return Steps(lambda: x.mul(a).add(b).relu().sub(a).sigmoid().mul(b).tanh().neg())


def matmul():
    a, b = square(0), square(1)
    return Steps(lambda: a @ b)


def stack():
    count = value("count")
    x = numbers(0, 1, count, 64)
    return Steps(lambda: torch.stack([x[i] for i in range(count)]))


def failing_call():
    a = torch.ones(2)

    def call():
        try:
            a.view(7)
        except RuntimeError as error:
            return float(str(error) != "")

    return Steps(call)


def floats_in():
    array = numbers(0, 1, value("count")).numpy()
    return Steps(lambda: torch.tensor(array))


def floats_out():
    tensor = numbers(0, 1, value("count"))
    return Steps(lambda: tensor.numpy().copy())


def temporaries():
    a, count = numbers(0, 1, value("elements")), value("count")

    def step():
        for _ in range(count):
            result = a + a
        return result

    return Steps(step)


def make_lstm():
    return filled(nn.LSTM(value("input"), value("width"), value("layers"), batch_first=True))


def lstm():
    module, x = make_lstm().eval(), numbers(INPUT, INPUT_SCALE, value("batch"), value("length"), value("input"))
    return Steps(lambda: module(x)[0])


def make_encoder(activation):
    layer = nn.TransformerEncoderLayer(
        value("width"),
        value("heads"),
        value("hidden"),
        dropout=0.0,
        activation=activation,
        batch_first=bool(value("batch_first")),
    )
    return filled(nn.TransformerEncoder(layer, value("layers"), enable_nested_tensor=False))


def encoder():
    module, src = make_encoder("relu").eval(), text()
    return Steps(lambda: module(src))


def attention():
    module = filled(nn.MultiheadAttention(value("width"), value("heads"), batch_first=bool(value("batch_first")))).eval()
    x = text()
    return Steps(lambda: module(x, x, x, need_weights=False)[0])


class MiniLm(nn.Module):
    """Sentences to vectors of length 1, as all-MiniLM-L6-v2 does it."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(value("words"), value("width"))
        self.positions = nn.Embedding(value("positions"), value("width"))
        self.norm = nn.LayerNorm(value("width"))
        self.encoder = make_encoder("gelu")

    def forward(self, tokens):
        embedded = self.norm(self.words(tokens) + self.positions(torch.arange(tokens.size(1))))
        return functional.normalize(self.encoder(embedded).mean(1))


def minilm():
    module = filled(MiniLm()).eval()
    tokens = integers(INPUT, value("words"), value("batch"), value("length"))
    return Steps(lambda: module(tokens))


class Threads(Steps):
    """One model in several threads; a pass in each is an operation."""

    def __init__(self):
        width = value("width")
        model = filled(
            nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width))
        )
        x = numbers(INPUT, INPUT_SCALE, value("batch"), width)
        super().__init__(lambda: model(x))

    def run(self, count):
        running = [threading.Thread(target=super(Threads, self).run, args=(count,)) for _ in range(value("threads"))]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()


def training(optimizer, forward):
    def step():
        optimizer.zero_grad()
        loss = forward()
        loss.backward()
        optimizer.step()
        return loss

    return Steps(step, recorded=True)


def sgd(module):
    return torch.optim.SGD(module.parameters(), LEARNING_RATE)


def lstm_training():
    module, x = make_lstm(), numbers(INPUT, INPUT_SCALE, value("batch"), value("length"), value("input"))
    return training(sgd(module), lambda: module(x)[0].square().mean())


def encoder_training():
    module, src = make_encoder("relu"), numbers(INPUT, INPUT_SCALE, value("length"), value("batch"), value("width"))
    return training(sgd(module), lambda: module(src).square().mean())


HELLO, OHLOL = [1, 0, 2, 2, 3], [3, 1, 2, 3, 2]


def hello_rnncell():
    cell, criterion = filled(nn.RNNCell(4, 4)), nn.CrossEntropyLoss()
    steps = torch.eye(4)[HELLO].view(-1, 1, 4).unbind()
    labels = torch.tensor(OHLOL).view(-1, 1).unbind()

    def forward():
        hidden, loss = torch.zeros(1, 4), 0
        for x, label in zip(steps, labels):
            hidden = cell(x, hidden)
            loss += criterion(hidden, label)
            hidden.max(1)[1].item()
        return loss

    return training(torch.optim.Adam(cell.parameters(), 0.01), forward)


class EmbeddingModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(4, 10)
        self.rnn = nn.RNN(10, 8, num_layers=2, batch_first=True)
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        out, _ = self.rnn(self.emb(x), torch.zeros(2, x.size(0), 8))
        return self.fc(out).view(-1, 4)


def hello_embedding():
    module, criterion = filled(EmbeddingModel()), nn.CrossEntropyLoss()
    inputs, labels = torch.tensor([HELLO]), torch.tensor(OHLOL)

    def forward():
        outputs = module(inputs)
        outputs.max(1)[1].data.numpy()
        return criterion(outputs, labels)

    return training(torch.optim.Adam(module.parameters(), 0.05), forward)


class CharModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(value("characters"), value("input"))
        self.gru = nn.GRU(value("input"), value("width"), batch_first=True)
        self.fc = nn.Linear(value("width"), value("characters"))

    def forward(self, x):
        return self.fc(self.gru(self.emb(x))[0])


def char_model():
    module = filled(CharModel())
    x = integers(INPUT, value("characters"), value("batch"), value("length"))
    y = integers(TARGET, value("characters"), value("batch"), value("length"))
    optimizer = torch.optim.Adam(module.parameters(), 3e-3)

    def step():
        optimizer.zero_grad()
        loss = functional.cross_entropy(module(x).flatten(0, 1), y.flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(module.parameters(), 0.5)
        optimizer.step()
        return loss

    return Steps(step, recorded=True)


def small_cnn():
    module = filled(
        nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1, bias=False),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(32 * 9, 4),
        )
    )
    x, y = numbers(INPUT, INPUT_SCALE, value("batch"), 1, 12, 12), integers(TARGET, 4, value("batch"))
    optimizer = torch.optim.SGD(module.parameters(), 0.05, momentum=0.9, weight_decay=5e-4)
    return training(optimizer, lambda: functional.cross_entropy(module(x), y))


def adam():
    tensors = [numbers(i, 1, value("elements")).requires_grad_() for i in range(value("tensors"))]
    for i, tensor in enumerate(tensors):
        tensor.grad = numbers(INPUT + i, 1, value("elements"))
    optimizer = torch.optim.Adam(tensors, LEARNING_RATE, fused=True if value("fused") else None)

    def step():
        optimizer.step()
        return tensors[-1]

    return Steps(step, recorded=True)


WORKLOADS = {
    "adam": adam,
    "add": Add,
    "add_in_place": AddInPlace,
    "adds": adds,
    "attention": attention,
    "chain": chain,
    "char_model": char_model,
    "encoder": encoder,
    "encoder_training": encoder_training,
    "failing_call": failing_call,
    "floats_in": floats_in,
    "floats_out": floats_out,
    "hello_embedding": hello_embedding,
    "hello_rnncell": hello_rnncell,
    "item": Item,
    "lstm": lstm,
    "lstm_training": lstm_training,
    "matmul": matmul,
    "minilm": minilm,
    "size": Size,
    "small_cnn": small_cnn,
    "stack": stack,
    "temporaries": temporaries,
    "threads": Threads,
}


def check(result):
    floats = result.detach().to(torch.float32).contiguous()
    weights = 1 + torch.arange(floats.numel(), dtype=torch.float64) % 7
    doubles = floats.double().flatten()
    bits = zlib.crc32(floats.numpy().tobytes())
    return f"{bits:08x} {(weights * doubles).sum().item()!r} {(weights * doubles.abs()).sum().item()!r}"


def main():
    torch.set_num_threads(value("intra_op_threads"))
    if KIND not in WORKLOADS:
        print(f"there is no {KIND}", file=sys.stderr)
        sys.exit(ABSENT)
    workload = WORKLOADS[KIND]()
    for line in sys.stdin:
        if line.strip() == "check":
            print(check(workload.result()), flush=True)
        else:
            start = time.perf_counter_ns()
            workload.run(int(line))
            print(time.perf_counter_ns() - start, flush=True)


main()
