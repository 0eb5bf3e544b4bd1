package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;

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
        return PanamaTorch.pt_func_level() != 0;
    }

    /** Leaves the layer that was entered last. */
    public static void leave() {
        PanamaTorch.pt_func_leave();
    }

    /**
     * Whether the layer that was entered last hides a dimension.
     *
     * @return true if it does, false for any other and for none
     */
    public static boolean isBatch() {
        return PanamaTorch.pt_func_kind() == PanamaTorch.PT_FUNC_VMAP();
    }

    /**
     * Whether a layer of the calling thread computes tangents.
     *
     * @return true if one does
     */
    public static boolean haveTangents() {
        return PanamaTorch.pt_func_has_kind(PanamaTorch.PT_FUNC_JVP()) != 0;
    }

    /**
     * The level of the layer that was entered last.
     *
     * @return the level
     */
    public static long level() {
        return PanamaTorch.pt_func_level();
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
        try (Frame frame = Frame.open()) {
            MemorySegment size = frame.slot();
            MemorySegment randomness = frame.slot();
            Failure.check(PanamaTorch.pt_func_batch(size, randomness), "vmap");
            long code = Results.longAt(randomness);
            return new Batch(
                    Results.longAt(size),
                    code == PanamaTorch.PT_FUNC_RANDOMNESS_ERROR(),
                    code == PanamaTorch.PT_FUNC_RANDOMNESS_SAME());
        }
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
        MemorySegment ret =
                PanamaTorch.pt_func_hide_dim(
                        Arguments.tensor(tensor, "vmap", "output"),
                        dim < 0 ? dim + tensor.dim() : dim,
                        level);
        Arguments.keepAlive(tensor);
        if (ret.address() == 0) {
            throw Failure.exception("vmap");
        }
        return Results.tensor(ret);
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
        MemorySegment ret =
                PanamaTorch.pt_func_wrap(
                        Arguments.tensor(tensor, "apply", "outputs"), level, Arguments.flag(false));
        Arguments.keepAlive(tensor);
        if (ret.address() == 0) {
            throw Failure.exception("apply");
        }
        return Results.tensor(ret);
    }

    /**
     * The tensor inside of a layer's own.
     *
     * @param tensor the tensor
     * @param level the layer's
     * @return a new object, for any other tensor for itself
     */
    public static Tensor unwrapped(Tensor tensor, long level) {
        MemorySegment ret =
                PanamaTorch.pt_func_unwrap(Arguments.tensor(tensor, "apply", "inputs"), level);
        Arguments.keepAlive(tensor);
        if (ret.address() == 0) {
            throw Failure.exception("apply");
        }
        return Results.tensor(ret);
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
        try (Frame frame = Frame.open()) {
            MemorySegment layer = frame.slot();
            MemorySegment level = frame.slot();
            MemorySegment dim = frame.slot();
            Failure.check(
                    PanamaTorch.pt_func_wrapper(
                            Arguments.tensor(tensor, "wrapper", "tensor"), layer, level, dim),
                    "wrapper");
            Arguments.keepAlive(tensor);
            long kind = Results.longAt(layer);
            if (kind == PanamaTorch.PT_FUNC_NONE()) {
                return null;
            }
            long number = Results.longAt(level);
            return new Wrapper(
                    kind == PanamaTorch.PT_FUNC_VMAP(),
                    number == PanamaTorch.PT_NONE() ? -2 : number,
                    Results.longAt(dim));
        }
    }

    /**
     * The tensor inside of one that a transform has made.
     *
     * @param tensor the tensor
     * @return a new object
     */
    public static Tensor value(Tensor tensor) {
        MemorySegment ret =
                PanamaTorch.pt_func_value(Arguments.tensor(tensor, "debugUnwrap", "tensor"));
        Arguments.keepAlive(tensor);
        if (ret.address() == 0) {
            throw Failure.exception("debugUnwrap");
        }
        return Results.tensor(ret);
    }

    /**
     * Lets operations of the calling thread pass by its layers.
     *
     * @return what ends that
     */
    public static ModeCalls.Restorer pause() {
        boolean before = PanamaTorch.pt_func_pause(Arguments.flag(true)) != 0;
        return () -> PanamaTorch.pt_func_pause(Arguments.flag(before));
    }
}
