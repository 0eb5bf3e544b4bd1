package org.panamatorch;

import org.panamatorch.internal.library.PtRandom;
import org.panamatorch.internal.memory.NativeHandle;

/**
 * A source of random numbers.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Generator.html">torch.Generator</a>
 */
public final class Generator implements AutoCloseable {
    private final NativeHandle handle;
    private final Device device;

    Generator(NativeHandle handle, Device device) {
        this.handle = handle;
        this.device = device;
    }

    /** Makes a generator for the CPU with PyTorch's default seed. */
    public Generator() {
        this(Device.CPU);
    }

    /**
     * Makes a generator with PyTorch's default seed.
     *
     * @param device the device whose tensors it fills
     * @throws TorchException if the device is not there
     */
    public Generator(Device device) {
        this(PtRandom.generator_new(device), device);
    }

    /**
     * The generator that operations on a device use when none is named.
     *
     * @param device the device
     * @return a new object for the one default generator
     * @throws TorchException if the device is not there
     */
    public static Generator ofDefault(Device device) {
        return new Generator(PtRandom.generator_default(device), device);
    }

    NativeHandle handle() {
        return handle;
    }

    /**
     * The device whose tensors it fills.
     *
     * @return the device
     */
    public Device device() {
        return device;
    }

    /**
     * Sets the seed.
     *
     * @param seed any 64 bits
     * @return this
     */
    public Generator manualSeed(long seed) {
        PtRandom.generator_manual_seed(handle, seed);
        return this;
    }

    /**
     * Sets the seed from the system's source of randomness.
     *
     * @return the seed
     */
    public long seed() {
        return PtRandom.generator_seed(handle);
    }

    /**
     * The seed that was set last.
     *
     * @return the seed
     */
    public long initialSeed() {
        return PtRandom.generator_initial_seed(handle);
    }

    /**
     * The state.
     *
     * @return a new tensor of bytes
     */
    public Tensor state() {
        return PtRandom.generator_get_state(handle);
    }

    /**
     * Sets the state.
     *
     * @param state what {@link #state} returned
     * @return this
     * @throws TorchException if it is no state of such a generator
     */
    public Generator setState(Tensor state) {
        PtRandom.generator_set_state(handle, state);
        return this;
    }

    /** Releases the generator. Closing again does nothing. */
    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        return "Generator(device=" + device + ")";
    }
}
