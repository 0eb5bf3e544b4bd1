package org.panamatorch.accelerator;

import org.panamatorch.Device;
import org.panamatorch.TorchException;
import org.panamatorch.internal.accelerator.NativeEvent;
import org.panamatorch.internal.accelerator.NativeStream;
import org.panamatorch.internal.call.Arguments;

/**
 * A mark in the work of a stream, which other streams and the program can wait for, and which can
 * tell the time.
 *
 * <pre>{@code
 * try (var start = new Event(true); var end = new Event(true)) {
 *     start.record();
 *     y = model.call(x);
 *     end.record();
 *     end.synchronize();
 *     System.out.println(start.elapsedTime(end) + " ms");
 * }
 * }</pre>
 *
 * <p>Several threads may use one event.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.Event.html">torch.Event</a>
 */
public final class Event implements AutoCloseable {
    private final NativeEvent event;

    /**
     * Makes an event that does not tell the time.
     *
     * @throws TorchException if there is no accelerator
     */
    public Event() {
        this(false);
    }

    /**
     * Makes an event.
     *
     * @param enableTiming whether it tells the time
     * @throws TorchException if there is no accelerator
     */
    public Event(boolean enableTiming) {
        this.event = new NativeEvent(enableTiming);
    }

    /**
     * The device of the stream that the event was recorded on.
     *
     * @return the device; null if it was not recorded
     */
    public Device device() {
        int index = event.device();
        return index == Device.CURRENT ? null : Accelerator.deviceOf(index);
    }

    /** Marks the place behind what the current stream was given so far. */
    public void record() {
        try (Stream stream = Accelerator.currentStream()) {
            record(stream);
        }
    }

    /**
     * Marks the place behind what a stream was given so far.
     *
     * @param stream the stream
     */
    public void record(Stream stream) {
        event.record(Stream.of(stream, "Event.record"));
    }

    /** Lets work that the current stream is given from now on wait for the event. */
    public void block() {
        try (Stream stream = Accelerator.currentStream()) {
            block(stream);
        }
    }

    /**
     * Lets work that a stream is given from now on wait for the event: Python's {@code wait}, a
     * name that every object in Java has for something else. An event that was never recorded is
     * waited for by nobody.
     *
     * @param stream the stream
     */
    public void block(Stream stream) {
        NativeStream waiting = Stream.of(stream, "Event.block");
        event.block(waiting);
    }

    /**
     * Whether the event was reached.
     *
     * @return true if it was, or was never recorded
     */
    public boolean query() {
        return event.query();
    }

    /** Waits until the event is reached. */
    public void synchronize() {
        event.synchronize();
    }

    /**
     * The time from this event to another.
     *
     * @param endEvent the other
     * @return milliseconds
     * @throws TorchException if one of them does not tell the time, was not recorded or not reached
     */
    public double elapsedTime(Event endEvent) {
        Arguments.requirePresent(endEvent, "Event.elapsedTime", "endEvent", "an event");
        return event.elapsed(endEvent.event);
    }

    /** Releases the event. Closing again does nothing. */
    @Override
    public void close() {
        event.close();
    }
}
