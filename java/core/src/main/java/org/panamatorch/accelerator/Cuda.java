package org.panamatorch.accelerator;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.accelerator.DeviceCalls;
import org.panamatorch.internal.library.PtBackends;
import org.panamatorch.internal.library.PtRuntime;

import java.util.Map;

/**
 * CUDA devices under the names of torch.cuda: thin names over {@link Accelerator}, {@link Stream},
 * {@link Event} and {@link Graph}, which serve every kind of accelerator. With a LibTorch that has
 * no CUDA, whatever needs it throws "Torch not compiled with CUDA enabled".
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/cuda.html">torch.cuda</a>
 */
public final class Cuda {
    private static final Device.Type TYPE = Device.Type.CUDA;

    private Cuda() {}

    private static void require(String operation) {
        if (DeviceCalls.type() != TYPE) {
            throw new TorchException(
                    Kind.RUNTIME, "Torch not compiled with CUDA enabled\n  in " + operation + "()");
        }
    }

    /**
     * Whether there is a CUDA device that can be used.
     *
     * @return true if there is
     */
    public static boolean isAvailable() {
        return deviceCount() > 0;
    }

    /**
     * Whether this LibTorch has CUDA, be there a device or not.
     *
     * @return true if it has
     */
    public static boolean isBuilt() {
        return PtRuntime.device_supported(TYPE) > 0;
    }

    /**
     * How many CUDA devices can be used.
     *
     * @return the count
     */
    public static int deviceCount() {
        return Torch.deviceCount(TYPE);
    }

    /**
     * The version of CUDA's runtime.
     *
     * @return the version in one number, such as 13000; 0 where this LibTorch has none
     */
    public static int runtimeVersion() {
        return (int) Math.max(0, PtBackends.cuda_runtime_version());
    }

    /**
     * The calling thread's current device.
     *
     * @return its index
     */
    public static int currentDevice() {
        require("currentDevice");
        return Accelerator.currentDeviceIndex();
    }

    /**
     * Makes a device the calling thread's current one, for good.
     *
     * @param device its index
     */
    public static void setDevice(int device) {
        require("setDevice");
        Accelerator.setDeviceIndex(device);
    }

    /**
     * Makes a device current until the result is closed, as {@link Accelerator#deviceIndex(int)}.
     *
     * @param device its index
     * @return what restores the one before
     */
    public static AcceleratorScope device(int device) {
        require("device");
        return Accelerator.deviceIndex(device);
    }

    /**
     * The current stream of the current device.
     *
     * @return a new reference to it
     */
    public static Stream currentStream() {
        require("currentStream");
        return Accelerator.currentStream();
    }

    /**
     * The current stream of a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return a new reference to it
     */
    public static Stream currentStream(int device) {
        require("currentStream");
        return Accelerator.currentStream(device);
    }

    /**
     * The stream of a device that is current until another is set.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return a new reference to it
     */
    public static Stream defaultStream(int device) {
        require("defaultStream");
        return Accelerator.defaultStream(device);
    }

    /**
     * Makes a stream the current one of its device, for good.
     *
     * @param stream the stream
     */
    public static void setStream(Stream stream) {
        require("setStream");
        Accelerator.setStream(stream);
    }

    /** Waits for everything that was queued on the current device. */
    public static void synchronize() {
        require("synchronize");
        Accelerator.synchronize();
    }

    /**
     * Waits for everything that was queued on a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     */
    public static void synchronize(int device) {
        require("synchronize");
        Accelerator.synchronize(device);
    }

    /** Gives the devices' memory that no tensor uses back to the driver. */
    public static void emptyCache() {
        require("emptyCache");
        Accelerator.emptyCache();
    }

    /**
     * The statistics of a device's allocator, as {@link Accelerator#memoryStats(int)}.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return the numbers under Python's names
     */
    public static Map<String, Long> memoryStats(int device) {
        require("memoryStats");
        return Accelerator.memoryStats(device);
    }

    /**
     * The bytes that tensors hold on the current device.
     *
     * @return the count
     */
    public static long memoryAllocated() {
        require("memoryAllocated");
        return Accelerator.memoryAllocated();
    }

    /**
     * The bytes that tensors hold on a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return the count
     */
    public static long memoryAllocated(int device) {
        require("memoryAllocated");
        return Accelerator.memoryAllocated(device);
    }

    /**
     * The most bytes that tensors have held on the current device.
     *
     * @return the count
     */
    public static long maxMemoryAllocated() {
        require("maxMemoryAllocated");
        return Accelerator.maxMemoryAllocated();
    }

    /**
     * The most bytes that tensors have held on a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return the count
     */
    public static long maxMemoryAllocated(int device) {
        require("maxMemoryAllocated");
        return Accelerator.maxMemoryAllocated(device);
    }

    /**
     * The bytes that the allocator has from the current device.
     *
     * @return the count
     */
    public static long memoryReserved() {
        require("memoryReserved");
        return Accelerator.memoryReserved();
    }

    /**
     * The bytes that the allocator has from a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return the count
     */
    public static long memoryReserved(int device) {
        require("memoryReserved");
        return Accelerator.memoryReserved(device);
    }

    /**
     * The most bytes that the allocator has had from the current device.
     *
     * @return the count
     */
    public static long maxMemoryReserved() {
        require("maxMemoryReserved");
        return Accelerator.maxMemoryReserved();
    }

    /**
     * The most bytes that the allocator has had from a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return the count
     */
    public static long maxMemoryReserved(int device) {
        require("maxMemoryReserved");
        return Accelerator.maxMemoryReserved(device);
    }

    /**
     * Lets the peaks of a device's numbers begin anew.
     *
     * @param device its index, or {@link Device#CURRENT}
     */
    public static void resetPeakMemoryStats(int device) {
        require("resetPeakMemoryStats");
        Accelerator.resetPeakMemoryStats(device);
    }

    /**
     * The memory of a device.
     *
     * @param device its index, or {@link Device#CURRENT}
     * @return what is free, and all
     */
    public static MemoryInfo memGetInfo(int device) {
        require("memGetInfo");
        return Accelerator.memoryInfo(device);
    }

    /**
     * Seeds the default generator of the current device.
     *
     * @param seed any 64 bits
     */
    public static void manualSeed(long seed) {
        require("manualSeed");
        Seeds.set(TYPE, Device.CURRENT, seed);
    }

    /**
     * Seeds the default generators of all CUDA devices.
     *
     * @param seed any 64 bits
     */
    public static void manualSeedAll(long seed) {
        require("manualSeedAll");
        for (int device = 0; device < deviceCount(); device++) {
            Seeds.set(TYPE, device, seed);
        }
    }

    /**
     * The seed that the default generator of the current device got last.
     *
     * @return the seed
     */
    public static long initialSeed() {
        require("initialSeed");
        return Seeds.initial(TYPE);
    }

    /**
     * Seeds the default generator of the current device from the system's source of randomness.
     *
     * @return the seed
     */
    public static long seed() {
        require("seed");
        return Seeds.draw(TYPE);
    }

    /**
     * The state of the default generator of the current device.
     *
     * @return a new tensor of bytes
     */
    public static Tensor getRngState() {
        require("getRngState");
        return Seeds.state(TYPE);
    }

    /**
     * Sets the state of the default generator of the current device.
     *
     * @param state what {@link #getRngState} returned
     */
    public static void setRngState(Tensor state) {
        require("setRngState");
        Seeds.setState(TYPE, state);
    }
}
