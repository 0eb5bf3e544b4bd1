package org.panamatorch.internal.accelerator;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;

/** A reference to one of LibTorch's streams. */
public final class NativeStream {
    private final NativeHandle handle;
    private final int device;
    private final long id;

    private NativeStream(MemorySegment made, String operation, int device) {
        if (made.address() == 0) {
            throw Failure.exception(operation, "device", device);
        }
        this.handle = NativeHandle.of(made, NativeKind.STREAM);
        MemorySegment stream = handle.use(operation, "this");
        this.device = (int) PanamaTorch.pt_stream_device(stream);
        this.id = PanamaTorch.pt_stream_id(stream);
    }

    /**
     * A stream of its own.
     *
     * @param device the index of its device
     * @param priority the lower, the more
     * @return the stream
     */
    public static NativeStream create(int device, int priority) {
        return new NativeStream(PanamaTorch.pt_stream_new(device, priority), "Stream", device);
    }

    /**
     * The calling thread's current stream of a device.
     *
     * @param device the device's index
     * @param operation the operation, for the error
     * @return the stream
     */
    public static NativeStream current(int device, String operation) {
        return new NativeStream(PanamaTorch.pt_stream_current(device), operation, device);
    }

    /**
     * The stream that is current until another is set.
     *
     * @param device the device's index
     * @param operation the operation, for the error
     * @return the stream
     */
    public static NativeStream usual(int device, String operation) {
        return new NativeStream(PanamaTorch.pt_stream_default(device), operation, device);
    }

    MemorySegment use(String operation, String argument) {
        return handle.use(operation, argument);
    }

    /**
     * The index of its device.
     *
     * @return the index
     */
    public int device() {
        return device;
    }

    /**
     * The number among the streams of its device.
     *
     * @return the number
     */
    public long id() {
        return id;
    }

    /**
     * Makes it the calling thread's current stream of its device.
     *
     * @param operation the operation, for the error
     */
    public void setCurrent(String operation) {
        Failure.check(PanamaTorch.pt_stream_set_current(use(operation, "stream")), operation);
        Arguments.keepAlive(this);
    }

    /**
     * Makes it, and its device, current.
     *
     * @return what restores those before
     */
    public ModeCalls.Restorer enter() {
        NativeStream before = current(device, "Stream.use");
        ModeCalls.Restorer deviceBefore = DeviceCalls.enter(device, "Stream.use");
        try {
            setCurrent("Stream.use");
        } catch (Throwable e) {
            before.close();
            deviceBefore.restore();
            throw e;
        }
        return () -> {
            try (AutoCloseableStream _ = before::close) {
                before.setCurrent("Stream.use");
            } finally {
                deviceBefore.restore();
            }
        };
    }

    private interface AutoCloseableStream extends AutoCloseable {
        @Override
        void close();
    }

    private interface Getter {
        int get(MemorySegment stream, MemorySegment ret);
    }

    private long get(String operation, Getter getter) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(getter.get(use(operation, "this"), ret), operation);
            Arguments.keepAlive(this);
            return Results.longAt(ret);
        }
    }

    /**
     * The accelerator's own object.
     *
     * @return its address
     */
    public long nativeHandle() {
        return get("Stream.nativeHandle", PanamaTorch::pt_stream_native_handle);
    }

    /**
     * Whether all its work is done.
     *
     * @return true if it is
     */
    public boolean query() {
        return get("Stream.query", PanamaTorch::pt_stream_query) != 0;
    }

    /**
     * Whether a graph captures what is queued.
     *
     * @return true if one does
     */
    public boolean isCapturing() {
        return get("Stream.isCapturing", PanamaTorch::pt_stream_is_capturing) != 0;
    }

    /** Waits until its work is done. */
    public void synchronize() {
        Failure.check(
                PanamaTorch.pt_stream_synchronize(use("Stream.synchronize", "this")),
                "Stream.synchronize");
        Arguments.keepAlive(this);
    }

    /**
     * Tells the allocator that the stream uses a tensor.
     *
     * @param tensor the tensor
     */
    public void record(Tensor tensor) {
        Failure.check(
                PanamaTorch.pt_stream_record_tensor(
                        use("recordStream", "stream"),
                        Arguments.tensor(tensor, "recordStream", "self")),
                "recordStream",
                "self",
                tensor);
        Arguments.keepAlive(this, tensor);
    }

    /** Releases the reference. */
    public void close() {
        handle.close();
    }
}
