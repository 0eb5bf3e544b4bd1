package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtFunc;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** The layers of the calling thread that function transforms have entered. */
public final class Layers {
    private Layers() {}

    /**
     * Whether the calling thread is inside of a transform.
     *
     * @return true if it is
     */
    public static boolean areAny() {
        return PtFunc.func_level() != 0;
    }

    /**
     * Whether the layer that was entered last hides a dimension.
     *
     * @return true if it does, false for any other and for none
     */
    public static boolean isBatch() {
        return PtFunc.func_kind() == PanamaTorch.PT_FUNC_VMAP();
    }

    /**
     * Whether a layer of the calling thread computes tangents.
     *
     * @return true if one does
     */
    public static boolean haveTangents() {
        return PtFunc.func_has_kind(PanamaTorch.PT_FUNC_JVP());
    }

    /**
     * The dimension that the layer entered last hides.
     *
     * @param size of the dimension
     * @param isError whether random operations are refused
     * @param isSame whether they draw once for all elements, if they are not refused
     */
    public record Batch(long size, boolean isError, boolean isSame) {}

    /**
     * The dimension that the layer entered last hides.
     *
     * @return the dimension's size, and what random operations do
     */
    public static Batch batch() {
        PtFunc.FuncBatch batch = PtFunc.func_batch();
        return new Batch(
                batch.size(),
                batch.randomness() == PanamaTorch.PT_FUNC_RANDOMNESS_ERROR(),
                batch.randomness() == PanamaTorch.PT_FUNC_RANDOMNESS_SAME());
    }

    /**
     * A tensor with a dimension that a layer hides.
     *
     * @param tensor the tensor
     * @param dim the dimension
     * @param level the layer's
     * @return a new object
     */
    public static Tensor hidden(Tensor tensor, int dim, long level) {
        Arguments.requireOpen(tensor, "vmap", "output");
        return PtFunc.func_hide_dim(tensor, dim < 0 ? dim + tensor.dim() : dim, level);
    }

    /**
     * Runs code without the layer that was entered last, which takes up afterwards.
     *
     * @param code the code
     * @param <T> the result's type
     * @return what it returns
     */
    public static <T> T below(Supplier<T> code) {
        MemorySegment suspended = PanamaTorch.pt_func_suspend();
        if (suspended.address() == 0) {
            throw Failure.exception("apply");
        }
        try {
            return code.get();
        } finally {
            PanamaTorch.pt_func_resume(suspended);
        }
    }

    /**
     * A tensor as a layer's own.
     *
     * @param tensor the tensor
     * @param level the layer's
     * @return a new object
     */
    public static Tensor wrapped(Tensor tensor, long level) {
        Arguments.requireOpen(tensor, "apply", "outputs");
        return PtFunc.func_wrap("apply", tensor, level, false);
    }

    /**
     * The tensor inside of a layer's own.
     *
     * @param tensor the tensor
     * @param level the layer's
     * @return a new object, for any other tensor for itself
     */
    public static Tensor unwrapped(Tensor tensor, long level) {
        Arguments.requireOpen(tensor, "apply", "inputs");
        return PtFunc.func_unwrap("apply", tensor, level);
    }

    /**
     * The wrapper that a transform has made of a tensor.
     *
     * @param isBatched whether it has a hidden dimension; otherwise a layer records it
     * @param level the layer's level, or -2 where the layer was left, as Python has it
     * @param dim the hidden dimension, or -1
     */
    public record Wrapper(boolean isBatched, long level, long dim) {}

    /**
     * The wrapper that a transform has made of a tensor.
     *
     * @param tensor the tensor
     * @return what, or null for any other tensor
     */
    public static Wrapper wrapper(Tensor tensor) {
        PtFunc.FuncWrapper wrapper = PtFunc.func_wrapper(tensor);
        if (wrapper.layer() == PanamaTorch.PT_FUNC_NONE()) {
            return null;
        }
        return new Wrapper(
                wrapper.layer() == PanamaTorch.PT_FUNC_VMAP(),
                wrapper.level() == PanamaTorch.PT_NONE() ? -2 : wrapper.level(),
                wrapper.dim());
    }

    /**
     * Lets operations of the calling thread pass by its layers.
     *
     * @return what ends that
     */
    public static ModeCalls.Restorer pause() {
        boolean before = PtFunc.func_pause(true);
        return () -> PtFunc.func_pause(before);
    }
}
