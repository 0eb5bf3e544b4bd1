"""Prints the scalars below a folder as TensorBoard itself reads them: a line "tag step value" each."""
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

events = EventAccumulator(sys.argv[1])
events.Reload()
for tag in events.Tags()["scalars"]:
    for event in events.Scalars(tag):
        print(tag.replace(" ", "_"), event.step, event.value)
