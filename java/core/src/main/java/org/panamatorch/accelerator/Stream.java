package org.panamatorch.accelerator;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.accelerator.NativeStream;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.ModeCalls;

/**
 * A queue of work on a device: what is queued on one stream runs in that order, what is queued on
 * several may run at the same time.
 *
 * <pre>{@code
 * try (var side = new Stream()) {
 *     side.waitStream(Accelerator.currentStream());
 *     try (var _ = side.use()) {
 *         y = x.matmul(w);
 *     }
 *     Accelerator.currentStream().waitStream(side);
 *     y.recordStream(Accelerator.currentStream());
 * }
 * }</pre>
 *
 * <p>An object is a reference; the streams themselves are LibTorch's, which keeps them. Two objects
 * are equal where they stand for the same stream.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.Stream.html">torch.Stream</a>
 */
public final class Stream implements AutoCloseable {
    private final NativeStream stream;

    Stream(NativeStream stream) {
        this.stream = stream;
    }

    /**
     * Makes a stream on the current device.
     *
     * @throws TorchException if there is no accelerator
     */
    public Stream() {
        this(Device.CURRENT);
    }

    /**
     * Makes a stream of ordinary priority.
     *
     * @param device the index of the device, or {@link Device#CURRENT}
     * @throws TorchException if there is no accelerator, or no such device
     */
    public Stream(int device) {
        this(device, 0);
    }

    /**
     * Makes a stream.
     *
     * @param device the index of the device, or {@link Device#CURRENT}
     * @param priority the lower, the sooner its work begins, as far as the device has priorities
     * @throws TorchException if there is no accelerator, or no such device
     */
    public Stream(int device, int priority) {
        this(NativeStream.create(device, priority));
    }

    NativeStream stream() {
        return stream;
    }

    static NativeStream of(Stream stream, String operation) {
        return Arguments.present(stream, operation, "stream", "a stream").stream;
    }

    /**
     * The device.
     *
     * @return a device with an index
     */
    public Device device() {
        return Accelerator.deviceOf(stream.device());
    }

    /**
     * The number of the stream among those of its device.
     *
     * @return the number, 0 for the one that is current until another is set
     */
    public long streamId() {
        return stream.id();
    }

    /**
     * The accelerator's own object, such as a {@code cudaStream_t}.
     *
     * @return its address, which LibTorch owns
     */
    public long nativeHandle() {
        return stream.nativeHandle();
    }

    /**
     * Whether all work that was queued is done.
     *
     * @return true if it is
     */
    public boolean query() {
        return stream.query();
    }

    /** Waits until all work that was queued is done. */
    public void synchronize() {
        stream.synchronize();
    }

    /**
     * Whether a {@link Graph} captures what is queued.
     *
     * @return true if one does
     */
    public boolean isCapturing() {
        return stream.isCapturing();
    }

    /**
     * Marks the place behind what was queued so far, by a new event that does not tell the time.
     *
     * @return the event
     */
    public Event recordEvent() {
        Event event = new Event();
        try {
            return recordEvent(event);
        } catch (Throwable e) {
            event.close();
            throw e;
        }
    }

    /**
     * Marks the place behind what was queued so far.
     *
     * @param event by this event
     * @return the event
     */
    public Event recordEvent(Event event) {
        Arguments.present(event, "Stream.recordEvent", "event", "an event").record(this);
        return event;
    }

    /**
     * Lets work that is queued from now on wait for an event.
     *
     * @param event the event; one that was never recorded is waited for by nobody
     */
    public void waitEvent(Event event) {
        Arguments.present(event, "Stream.waitEvent", "event", "an event").block(this);
    }

    /**
     * Lets work that is queued from now on wait for what another stream was given so far.
     *
     * @param other the other stream
     */
    public void waitStream(Stream other) {
        Arguments.requirePresent(other, "Stream.waitStream", "other", "a stream");
        try (Event event = other.recordEvent()) {
            waitEvent(event);
        }
    }

    /**
     * Tells the allocator that this stream uses a tensor which was made for another: its memory is
     * then not used again before the work that was queued here is done.
     *
     * @param tensor the tensor
     * @see Tensor#recordStream
     */
    public void recordTensor(Tensor tensor) {
        stream.record(tensor);
    }

    /**
     * Makes the stream, and its device, the calling thread's current ones until the result is
     * closed.
     *
     * @return what restores those before
     * @throws IllegalStateException on a virtual thread
     */
    public AcceleratorScope use() {
        return new AcceleratorScope("Stream.use", stream::enter);
    }

    /**
     * Runs code while the stream, and its device, are the calling thread's current ones. A virtual
     * thread stays on its carrier meanwhile.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public <T, X extends Throwable> T use(ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ModeCalls.within(stream::enter, code);
    }

    /** Releases the reference. Closing again does nothing; the stream's work goes on. */
    @Override
    public void close() {
        stream.close();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stream that
                && stream.device() == that.stream.device()
                && stream.id() == that.stream.id();
    }

    @Override
    public int hashCode() {
        return 31 * stream.device() + Long.hashCode(stream.id());
    }

    /**
     * The stream as Python prints it.
     *
     * @return such as {@code torch.Stream device_type=cuda, device_index=0, stream_id=3}
     */
    @Override
    public String toString() {
        return "torch.Stream device_type="
                + Accelerator.typeName()
                + ", device_index="
                + stream.device()
                + ", stream_id="
                + stream.id();
    }
}
