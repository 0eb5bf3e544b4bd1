package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/** The calls that put weights in order for the processor, and use them. */
public final class PreparedCalls {
    private PreparedCalls() {}

    /**
     * Weights to be put in order.
     *
     * @param parameters what may be one
     * @param bfloat16 whether products are computed in that type where the processor has it
     * @return a handle of them
     */
    public static NativeHandle prepare(List<Tensor> parameters, boolean bfloat16) {
        String operation = "PreparedModel.of";
        Tensor[] tensors = parameters.toArray(Tensor[]::new);
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_prepared_new(
                            frame.tensors(tensors, operation, "parameters"),
                            tensors.length,
                            Arguments.flag(bfloat16));
            Arguments.keepAlive((Object) tensors);
            if (ret.address() == 0) {
                throw Failure.exception(operation);
            }
            return NativeHandle.of(ret, NativeKind.PREPARED);
        }
    }

    /**
     * Runs code whose products use the weights, and which records nothing for gradients.
     *
     * @param <T> the result's type
     * @param weights the weights
     * @param code the code
     * @return what it returns
     */
    public static <T> T within(NativeHandle weights, Supplier<? extends T> code) {
        return ModeCalls.within(
                () -> ModeCalls.enterPrepared(weights, "PreparedModel.call"), code::get);
    }

    /**
     * Whether products are computed in bfloat16.
     *
     * @param weights the weights
     * @return true if they are
     */
    public static boolean isBfloat16(NativeHandle weights) {
        long is =
                PanamaTorch.pt_prepared_is_bfloat16(
                        weights.use("PreparedModel.isBfloat16", "this"));
        Arguments.keepAlive(weights);
        return is == 1;
    }

    /**
     * The memory of those in order.
     *
     * @param weights the weights
     * @return the size in bytes
     */
    public static long bytes(NativeHandle weights) {
        String operation = "PreparedModel.preparedBytes";
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(
                    PanamaTorch.pt_prepared_bytes(weights.use(operation, "this"), ret), operation);
            Arguments.keepAlive(weights);
            return Results.longAt(ret);
        }
    }
}
