package org.panamatorch.accelerator;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TorchException;
import org.panamatorch.internal.accelerator.DeviceCalls;
import org.panamatorch.internal.accelerator.NativeStream;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.library.PtAccelerator;

import java.util.Map;
import java.util.Set;

/**
 * The accelerator that LibTorch computes on beside the CPU, whatever its kind: CUDA, XPU, MPS or a
 * backend that a program has added.
 *
 * <pre>{@code
 * Device device = Accelerator.isAvailable() ? Accelerator.currentAccelerator() : Device.CPU;
 * model.to(device);
 * }</pre>
 *
 * <p>There is one kind at a time. Devices are indices here, {@link Device#CURRENT} for the calling
 * thread's current one. Without an accelerator {@link #isAvailable}, {@link #deviceCount} and
 * {@link #currentAccelerator} say so, and everything else throws a {@link TorchException}: "Cannot
 * access accelerator device when none is available."
 *
 * <p>The current device, and the current stream of each device, belong to the thread. Virtual
 * threads have none to themselves, so that there only the forms that take code may set them.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/accelerator.html">torch.accelerator</a>
 */
public final class Accelerator {
    private Accelerator() {}

    static String typeName() {
        return deviceOf(Device.CURRENT).toString();
    }

    static Device deviceOf(int index) {
        return new Device(DeviceCalls.type(), index);
    }

    /**
     * Whether there is a device that can be used.
     *
     * @return true if there is
     */
    public static boolean isAvailable() {
        return deviceCount() > 0;
    }

    /**
     * How many devices can be used.
     *
     * @return the count
     */
    public static int deviceCount() {
        return DeviceCalls.count();
    }

    /**
     * The accelerator that this LibTorch knows, also where no device of it can be used.
     *
     * @return its current device, without an index; null for a LibTorch of the CPU alone
     */
    public static Device currentAccelerator() {
        Device.Type type = DeviceCalls.type();
        return type == null ? null : new Device(type, Device.CURRENT);
    }

    /**
     * The calling thread's current device.
     *
     * @return its index
     */
    public static int currentDeviceIndex() {
        return DeviceCalls.current("currentDeviceIndex");
    }

    /**
     * Makes a device the calling thread's current one, for good.
     *
     * @param device its index
     * @throws TorchException if there is no such device
     */
    public static void setDeviceIndex(int device) {
        PtAccelerator.accelerator_set_device("setDeviceIndex", device);
    }

    /**
     * Makes a device the calling thread's current one until the result is closed.
     *
     * @param device its index
     * @return what restores the one before
     * @throws TorchException if there is no such device
     * @throws IllegalStateException on a virtual thread
     */
    public static AcceleratorScope deviceIndex(int device) {
        return new AcceleratorScope(
                "Accelerator.deviceIndex", () -> DeviceCalls.enter(device, "deviceIndex"));
    }

    /**
     * Runs code while a device is the calling thread's current one. A virtual thread stays on its
     * carrier meanwhile.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param device the device's index
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T deviceIndex(
            int device, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ModeCalls.within(() -> DeviceCalls.enter(device, "deviceIndex"), code);
    }

    /**
     * The dtypes that the current device computes in.
     *
     * @return the dtypes
     */
    public static Set<DType> supportedDtypes() {
        return supportedDtypes(Device.CURRENT);
    }

    /**
     * The dtypes that a device computes in: what Python's {@code get_device_capability} tells.
     *
     * @param device its index
     * @return the dtypes
     */
    public static Set<DType> supportedDtypes(int device) {
        return DeviceCalls.dtypes(device, "supportedDtypes");
    }

    /**
     * The calling thread's current stream of the current device.
     *
     * @return a new reference to it
     */
    public static Stream currentStream() {
        return currentStream(Device.CURRENT);
    }

    /**
     * The calling thread's current stream of a device.
     *
     * @param device the device's index
     * @return a new reference to it
     */
    public static Stream currentStream(int device) {
        return new Stream(NativeStream.current(device, "currentStream"));
    }

    /**
     * The stream of a device that is current until another is set.
     *
     * @param device the device's index
     * @return a new reference to it
     */
    public static Stream defaultStream(int device) {
        return new Stream(NativeStream.usual(device, "defaultStream"));
    }

    /**
     * Makes a stream the calling thread's current one of its device, for good. The current device
     * stays.
     *
     * @param stream the stream
     */
    public static void setStream(Stream stream) {
        Stream.of(stream, "setStream").setCurrent("setStream");
    }

    /** Waits for everything that was queued on the current device. */
    public static void synchronize() {
        synchronize(Device.CURRENT);
    }

    /**
     * Waits for everything that was queued on a device.
     *
     * @param device its index
     */
    public static void synchronize(int device) {
        PtAccelerator.accelerator_synchronize("synchronize", device);
    }

    /** Gives the devices' memory that no tensor uses back to the system. */
    public static void emptyCache() {
        PtAccelerator.accelerator_empty_cache("emptyCache");
    }

    /** Gives the pinned memory that no tensor uses back to the system. */
    public static void emptyHostCache() {
        PtAccelerator.accelerator_empty_host_cache("emptyHostCache");
    }

    /**
     * The statistics of the current device's allocator.
     *
     * @return as {@link #memoryStats(int)}
     */
    public static Map<String, Long> memoryStats() {
        return memoryStats(Device.CURRENT);
    }

    /**
     * The statistics of a device's allocator.
     *
     * @param device the device's index
     * @return the numbers under Python's names, such as {@code allocated_bytes.all.peak}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.accelerator.memory.memory_stats.html">
     *     torch.accelerator.memory_stats</a>
     */
    public static Map<String, Long> memoryStats(int device) {
        return DeviceCalls.memoryStats(device, "memoryStats");
    }

    private static long stat(String name, int device, String operation) {
        return DeviceCalls.memoryStats(device, operation).get(name);
    }

    /**
     * The bytes that tensors hold on the current device.
     *
     * @return the count
     */
    public static long memoryAllocated() {
        return memoryAllocated(Device.CURRENT);
    }

    /**
     * The bytes that tensors hold on a device.
     *
     * @param device its index
     * @return the count
     */
    public static long memoryAllocated(int device) {
        return stat("allocated_bytes.all.current", device, "memoryAllocated");
    }

    /**
     * The most bytes that tensors have held on the current device.
     *
     * @return the count
     */
    public static long maxMemoryAllocated() {
        return maxMemoryAllocated(Device.CURRENT);
    }

    /**
     * The most bytes that tensors have held on a device, since the beginning or {@link
     * #resetPeakMemoryStats(int)}.
     *
     * @param device its index
     * @return the count
     */
    public static long maxMemoryAllocated(int device) {
        return stat("allocated_bytes.all.peak", device, "maxMemoryAllocated");
    }

    /**
     * The bytes that the allocator has from the current device.
     *
     * @return the count
     */
    public static long memoryReserved() {
        return memoryReserved(Device.CURRENT);
    }

    /**
     * The bytes that the allocator has from a device, for tensors and unused.
     *
     * @param device its index
     * @return the count
     */
    public static long memoryReserved(int device) {
        return stat("reserved_bytes.all.current", device, "memoryReserved");
    }

    /**
     * The most bytes that the allocator has had from the current device.
     *
     * @return the count
     */
    public static long maxMemoryReserved() {
        return maxMemoryReserved(Device.CURRENT);
    }

    /**
     * The most bytes that the allocator has had from a device, since the beginning or {@link
     * #resetPeakMemoryStats(int)}.
     *
     * @param device its index
     * @return the count
     */
    public static long maxMemoryReserved(int device) {
        return stat("reserved_bytes.all.peak", device, "maxMemoryReserved");
    }

    /** Lets the peaks of the current device's numbers begin anew. */
    public static void resetPeakMemoryStats() {
        resetPeakMemoryStats(Device.CURRENT);
    }

    /**
     * Lets the peaks of a device's numbers begin anew.
     *
     * @param device its index
     */
    public static void resetPeakMemoryStats(int device) {
        PtAccelerator.accelerator_reset_peak_stats("resetPeakMemoryStats", device);
    }

    /** Lets the sums of the current device's numbers begin anew. */
    public static void resetAccumulatedMemoryStats() {
        resetAccumulatedMemoryStats(Device.CURRENT);
    }

    /**
     * Lets the sums of a device's numbers, of what was allocated and freed, begin anew.
     *
     * @param device its index
     */
    public static void resetAccumulatedMemoryStats(int device) {
        PtAccelerator.accelerator_reset_accumulated_stats("resetAccumulatedMemoryStats", device);
    }

    /**
     * The memory of the current device.
     *
     * @return what is free, and all
     */
    public static MemoryInfo memoryInfo() {
        return memoryInfo(Device.CURRENT);
    }

    /**
     * The memory of a device.
     *
     * @param device its index
     * @return what is free, and all
     */
    public static MemoryInfo memoryInfo(int device) {
        var info = PtAccelerator.accelerator_memory_info("memoryInfo", device);
        return new MemoryInfo(info.free(), info.total());
    }

    /**
     * Changes the settings of the devices' allocator, which limit what it keeps and how it splits
     * it.
     *
     * @param settings as in the environment variable {@code PYTORCH_ALLOC_CONF}, such as {@code
     *     max_split_size_mb:64}
     * @throws TorchException if the allocator has no such setting
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/notes/cuda.html#optimizing-memory-usage-with-pytorch-alloc-conf">
     *     PYTORCH_ALLOC_CONF</a>
     */
    public static void setAllocatorSettings(String settings) {
        PtAccelerator.accelerator_set_allocator_settings(
                Arguments.present(
                        settings, "setAllocatorSettings", "settings", "the settings as a text"));
    }
}
