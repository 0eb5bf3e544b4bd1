package org.panamatorch.internal.accelerator;

import org.panamatorch.Device;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;

/** One of LibTorch's events. */
public final class NativeEvent {
    private final NativeHandle handle;

    /**
     * Makes an event.
     *
     * @param timing whether it tells the time
     */
    public NativeEvent(boolean timing) {
        MemorySegment made = PanamaTorch.pt_event_new(Arguments.flag(timing));
        if (made.address() == 0) {
            throw Failure.exception("Event", "enableTiming", timing);
        }
        this.handle = NativeHandle.of(made, NativeKind.EVENT);
    }

    private MemorySegment use(String operation) {
        return handle.use(operation, "this");
    }

    /**
     * The device on whose stream it was recorded.
     *
     * @return the index, {@link Device#CURRENT} before
     */
    public int device() {
        int device = (int) PanamaTorch.pt_event_device(use("Event.device"));
        Arguments.keepAlive(this);
        return device;
    }

    /**
     * Marks the place behind what was queued so far.
     *
     * @param stream where
     */
    public void record(NativeStream stream) {
        Failure.check(
                PanamaTorch.pt_event_record(
                        use("Event.record"), stream.use("Event.record", "stream")),
                "Event.record");
        Arguments.keepAlive(this, stream);
    }

    /**
     * Lets later work wait.
     *
     * @param stream whose work
     */
    public void block(NativeStream stream) {
        Failure.check(
                PanamaTorch.pt_event_block(use("Event.block"), stream.use("Event.block", "stream")),
                "Event.block");
        Arguments.keepAlive(this, stream);
    }

    /**
     * Whether it was reached, or never recorded.
     *
     * @return true if it was
     */
    public boolean query() {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(PanamaTorch.pt_event_query(use("Event.query"), ret), "Event.query");
            Arguments.keepAlive(this);
            return Results.booleanAt(ret);
        }
    }

    /** Waits until it is reached. */
    public void synchronize() {
        Failure.check(
                PanamaTorch.pt_event_synchronize(use("Event.synchronize")), "Event.synchronize");
        Arguments.keepAlive(this);
    }

    /**
     * The time to a later event.
     *
     * @param end the other
     * @return milliseconds
     */
    public double elapsed(NativeEvent end) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(
                    PanamaTorch.pt_event_elapsed(
                            use("Event.elapsedTime"),
                            end.handle.use("Event.elapsedTime", "endEvent"),
                            ret),
                    "Event.elapsedTime");
            Arguments.keepAlive(this, end);
            return Results.doubleAt(ret);
        }
    }

    /** Releases the event. */
    public void close() {
        handle.close();
    }
}
