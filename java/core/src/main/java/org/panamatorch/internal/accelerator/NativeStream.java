package org.panamatorch.internal.accelerator;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.library.PtAccelerator;
import org.panamatorch.internal.memory.NativeHandle;

/** A reference to one of LibTorch's streams. */
public final class NativeStream {
    private final NativeHandle handle;
    private final int device;
    private final long id;

    private NativeStream(NativeHandle handle) {
        this.handle = handle;
        this.device = (int) PtAccelerator.stream_device(handle);
        this.id = PtAccelerator.stream_id(handle);
    }

    /**
     * A stream of its own.
     *
     * @param device the index of its device
     * @param priority the lower, the more
     * @return the stream
     */
    public static NativeStream create(int device, int priority) {
        return new NativeStream(PtAccelerator.stream_new(device, priority));
    }

    /**
     * The calling thread's current stream of a device.
     *
     * @param device the device's index
     * @param operation the operation, for the error
     * @return the stream
     */
    public static NativeStream current(int device, String operation) {
        return new NativeStream(PtAccelerator.stream_current(operation, device));
    }

    /**
     * The stream that is current until another is set.
     *
     * @param device the device's index
     * @param operation the operation, for the error
     * @return the stream
     */
    public static NativeStream usual(int device, String operation) {
        return new NativeStream(PtAccelerator.stream_default(operation, device));
    }

    NativeHandle handle() {
        return handle;
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
        PtAccelerator.stream_set_current(operation, handle);
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

    /**
     * The accelerator's own object.
     *
     * @return its address
     */
    public long nativeHandle() {
        return PtAccelerator.stream_native_handle(handle);
    }

    /**
     * Whether all its work is done.
     *
     * @return true if it is
     */
    public boolean query() {
        return PtAccelerator.stream_query(handle);
    }

    /**
     * Whether a graph captures what is queued.
     *
     * @return true if one does
     */
    public boolean isCapturing() {
        return PtAccelerator.stream_is_capturing(handle);
    }

    /** Waits until its work is done. */
    public void synchronize() {
        PtAccelerator.stream_synchronize(handle);
    }

    /**
     * Tells the allocator that the stream uses a tensor.
     *
     * @param tensor the tensor
     */
    public void record(Tensor tensor) {
        PtAccelerator.stream_record_tensor(handle, tensor);
    }

    /** Releases the reference. */
    public void close() {
        handle.close();
    }
}
