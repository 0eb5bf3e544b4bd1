"""Times Python's modules as native/parity/bench.cpp times the front end's: python bench_modules.py NAME SECONDS.

Prints the mean time of a forward pass for inference in nanoseconds, on one intra-op thread, after SECONDS of warm-up.
"""

import sys
import time

import torch
from torch import nn

WIDTH, HEADS, FEED_FORWARD, LAYERS, BATCH = 256, 8, 1024, 4, 8


def encoder(length):
    layer = nn.TransformerEncoderLayer(WIDTH, HEADS, FEED_FORWARD, batch_first=True)
    module, src = nn.TransformerEncoder(layer, LAYERS).eval(), torch.randn(BATCH, length, WIDTH)
    return lambda: module(src)


def attention(length):
    module, x = nn.MultiheadAttention(WIDTH, HEADS, batch_first=True).eval(), torch.randn(BATCH, length, WIDTH)
    return lambda: module(x, x, x, need_weights=False)


def lstm(batch):
    module, x = nn.LSTM(128, WIDTH, 2, batch_first=True).eval(), torch.randn(batch, 32, 128)
    return lambda: module(x)


LOOPS = {
    "encoder_64": lambda: encoder(64),
    "encoder_512": lambda: encoder(512),
    "attention_512": lambda: attention(512),
    "lstm_1": lambda: lstm(1),
    "lstm_16": lambda: lstm(16),
}


def timed(forward, seconds):
    start, count = time.perf_counter_ns(), 0
    while True:
        forward()
        count += 1
        elapsed = time.perf_counter_ns() - start
        if elapsed >= seconds * 1e9:
            return elapsed / count


torch.set_num_threads(1)
name, seconds = sys.argv[1], float(sys.argv[2])
with torch.no_grad():
    forward = LOOPS[name]()
    timed(forward, seconds)
    print(f"{timed(forward, seconds):.1f}")
