"""Writes what SummaryWriterTest writes with Python's SummaryWriter, and compares the two as TensorBoard reads them."""
import io
import sys
import tempfile

import torch
from tensorboard.backend.event_processing.event_file_loader import LegacyEventFileLoader
from tensorboard.backend.event_processing.directory_watcher import DirectoryWatcher
from torch.utils.tensorboard import SummaryWriter


def values(directory):
    watcher = DirectoryWatcher(directory, LegacyEventFileLoader)
    return [(event.step, value) for event in watcher.Load() for value in event.summary.value]


def pixels(png):
    from PIL import Image
    return list(Image.open(io.BytesIO(png)).convert("RGB").getdata())


def write(directory):
    with SummaryWriter(directory) as writer:
        for step in range(3):
            writer.add_scalar("loss", 1.0 / (step + 1), step)
            writer.add_histogram("weights", torch.arange(-5, 6).mul(0.37 * (step + 1)), step)
        writer.add_image("picture", torch.arange(18).view(3, 2, 3).div(17), 1)
        writer.add_images("pictures", torch.arange(10).view(5, 1, 1, 2).div(9), 2)
        writer.add_text("note", "**bold**", 3)


with tempfile.TemporaryDirectory() as directory:
    write(directory)
    expected = values(directory)
actual = values(sys.argv[1])
assert len(actual) == len(expected), (len(actual), len(expected))
for (step, value), (expected_step, expected_value) in zip(actual, expected):
    assert step == expected_step, (step, expected_step)
    if value.HasField("image"):
        assert pixels(value.image.encoded_image_string) == pixels(expected_value.image.encoded_image_string)
        value.image.encoded_image_string = expected_value.image.encoded_image_string
    assert value == expected_value, f"{value}\n{expected_value}"
print(len(actual), "events are equal")
