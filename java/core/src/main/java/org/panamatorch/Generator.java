package org.panamatorch;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;

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

    private Generator(MemorySegment segment, Device device) {
        this(NativeHandle.of(segment, NativeKind.GENERATOR), device);
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
        this(created(device), device);
    }

    private static MemorySegment created(Device device) {
        MemorySegment segment =
                PanamaTorch.pt_generator_new(Arguments.device(device, "Generator", "device"));
        if (segment.address() == 0) {
            throw Failure.exception("Generator", "device", device);
        }
        return segment;
    }

    /**
     * The generator that operations on a device use when none is named.
     *
     * @param device the device
     * @return a new object for the one default generator
     * @throws TorchException if the device is not there
     */
    public static Generator ofDefault(Device device) {
        MemorySegment segment =
                PanamaTorch.pt_generator_default(
                        Arguments.device(device, "Generator.ofDefault", "device"));
        if (segment.address() == 0) {
            throw Failure.exception("Generator.ofDefault", "device", device);
        }
        return new Generator(segment, device);
    }

    NativeHandle handle() {
        return handle;
    }

    private MemorySegment use(String operation) {
        return handle.use(operation, "this");
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
        Failure.check(
                PanamaTorch.pt_generator_manual_seed(use("Generator.manualSeed"), seed),
                "Generator.manualSeed",
                "seed",
                seed);
        Arguments.keepAlive(this);
        return this;
    }

    /**
     * Sets the seed from the system's source of randomness.
     *
     * @return the seed
     */
    public long seed() {
        try (Frame frame = Frame.open()) {
            MemorySegment slot = frame.slot();
            Failure.check(
                    PanamaTorch.pt_generator_seed(use("Generator.seed"), slot), "Generator.seed");
            Arguments.keepAlive(this);
            return Results.longAt(slot);
        }
    }

    /**
     * The seed that was set last.
     *
     * @return the seed
     */
    public long initialSeed() {
        try (Frame frame = Frame.open()) {
            MemorySegment slot = frame.slot();
            Failure.check(
                    PanamaTorch.pt_generator_initial_seed(use("Generator.initialSeed"), slot),
                    "Generator.initialSeed");
            Arguments.keepAlive(this);
            return Results.longAt(slot);
        }
    }

    /**
     * The state.
     *
     * @return a new tensor of bytes
     */
    public Tensor state() {
        MemorySegment result = PanamaTorch.pt_generator_get_state(use("Generator.state"));
        Arguments.keepAlive(this);
        if (result.address() == 0) {
            throw Failure.exception("Generator.state");
        }
        return Results.tensor(result);
    }

    /**
     * Sets the state.
     *
     * @param state what {@link #state} returned
     * @return this
     * @throws TorchException if it is no state of such a generator
     */
    public Generator setState(Tensor state) {
        Failure.check(
                PanamaTorch.pt_generator_set_state(
                        use("Generator.setState"),
                        Arguments.tensor(state, "Generator.setState", "state")),
                "Generator.setState",
                "state",
                state);
        Arguments.keepAlive(this, state);
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
