package org.panamatorch.fuzz;

import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Tensor;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.UnaryModule;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What programs make themselves: functions, modules, memory. */
public final class Samples {
    private static final int LARGEST = 4096;

    private Samples() {}

    /** What loaders make batches of, and batches. */
    public record Pair(Tensor first, Tensor second) {}

    /** Whose memory a segment is. */
    public enum Owner {
        AUTO,
        GLOBAL,
        CONFINED,
        CLOSED,
        ARRAY,
        READ_ONLY
    }

    /** What it is given. */
    public static Tensor same(Tensor tensor) {
        return tensor;
    }

    /** A function that passes tensors on, and does something before it does so. */
    public static AutogradFunction function(
            Callback.Deed inForward, Callback.Deed inBackward, boolean saves) {
        return new AutogradFunction() {
            @Override
            protected Tensor[] forward(FunctionContext context, Object... inputs) {
                Callback.perform(inForward, inputs);
                Tensor first = null;
                for (Object input : inputs) {
                    first = first == null && input instanceof Tensor tensor ? tensor : first;
                }
                if (saves) {
                    context.saveForBackward(first);
                }
                return new Tensor[] {first == null ? null : first.mul(2)};
            }

            @Override
            protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
                Callback.perform(inBackward, saves ? context.savedTensors() : gradOutputs);
                return gradOutputs;
            }
        };
    }

    /** A module of the user's. */
    public static Module module(Callback.Deed inForward, Tensor parameter) {
        return new Passing(inForward, parameter);
    }

    /** Multiplies by its parameter, and does something before. */
    private static final class Passing extends UnaryModule {
        private final Callback.Deed deed;

        Passing(Callback.Deed deed, Tensor parameter) {
            this.deed = deed;
            registerParameter("weight", parameter);
        }

        @Override
        protected Tensor forward(Tensor input) {
            Callback.perform(deed, input);
            return input.mul(getParameter("weight"));
        }
    }

    /** Memory that is not LibTorch's. */
    public static MemorySegment segment(Owner owner, int bytes) {
        int size = Math.clamp(bytes, 0, LARGEST);
        return switch (owner) {
            case AUTO -> Arena.ofAuto().allocate(size, Long.BYTES);
            case GLOBAL -> MemorySegment.NULL;
            case CONFINED -> Arena.ofConfined().allocate(Math.min(size, Long.BYTES));
            case CLOSED -> {
                try (Arena arena = Arena.ofConfined()) {
                    yield arena.allocate(size, Long.BYTES);
                }
            }
            case ARRAY -> MemorySegment.ofArray(new long[size / Long.BYTES]);
            case READ_ONLY -> Arena.ofAuto().allocate(size, Long.BYTES).asReadOnly();
        };
    }

    /** A buffer. */
    public static ByteBuffer buffer(boolean direct, int bytes) {
        int size = Math.clamp(bytes, 0, LARGEST);
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    /**
     * A file in the folder that the process works in, another one for each sequence: none finds
     * what those before it have written, and nobody else's file can be shortened while it is in
     * memory.
     */
    public static Path path() {
        return Path.of("file" + Settings.resets());
    }
}
