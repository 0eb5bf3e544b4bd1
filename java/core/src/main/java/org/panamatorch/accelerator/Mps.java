package org.panamatorch.accelerator;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.accelerator.DeviceCalls;

/**
 * The device of Apple's Metal Performance Shaders under the names of torch.mps: thin names over
 * {@link Accelerator}. With a LibTorch that has no MPS, whatever needs it throws "Torch not
 * compiled with MPS enabled".
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/mps.html">torch.mps</a>
 */
public final class Mps {
    private static final Device.Type TYPE = Device.Type.MPS;

    private Mps() {}

    private static void require(String operation) {
        if (DeviceCalls.type() != TYPE) {
            throw new TorchException(
                    Kind.RUNTIME, "Torch not compiled with MPS enabled\n  in " + operation + "()");
        }
    }

    /**
     * Whether there is an MPS device that can be used.
     *
     * @return true if there is
     */
    public static boolean isAvailable() {
        return deviceCount() > 0;
    }

    /**
     * How many MPS devices can be used.
     *
     * @return 1 or 0
     */
    public static int deviceCount() {
        return Torch.deviceCount(TYPE);
    }

    /** Waits for everything that was queued. */
    public static void synchronize() {
        require("synchronize");
        Accelerator.synchronize();
    }

    /** Gives the device's memory that no tensor uses back to the system. */
    public static void emptyCache() {
        require("emptyCache");
        Accelerator.emptyCache();
    }

    /**
     * The bytes that tensors hold on the device.
     *
     * @return the count
     */
    public static long currentAllocatedMemory() {
        require("currentAllocatedMemory");
        return Accelerator.memoryAllocated();
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
