package org.panamatorch.internal.print;

import java.util.List;

/** The view of a tensor that {@link TensorPrinter} prints. */
public interface PrintableTensor {
    /** The edge that leaves nothing out. */
    int EVERYTHING = Integer.MAX_VALUE / 2;

    /**
     * The dtype's name.
     *
     * @return a name such as {@code torch.float32}
     */
    String dtype();

    /**
     * The sizes.
     *
     * @return one size a dimension
     */
    long[] sizes();

    /**
     * The parts that the tensor consists of.
     *
     * @return elements, or other tensors
     */
    Content content();

    /**
     * The device, where it is to be printed: where it is not the default one.
     *
     * @return a name such as {@code cuda:0}, or null
     */
    default String device() {
        return null;
    }

    /**
     * The layout's name.
     *
     * @return a name such as {@code torch.strided}
     */
    default String layout() {
        return "torch.strided";
    }

    /**
     * The name of the backward node.
     *
     * @return a name such as {@code AddBackward0}, or null for a leaf
     */
    default String gradFn() {
        return null;
    }

    /**
     * Whether autograd records what is done with the tensor.
     *
     * @return true if gradients are wanted
     */
    default boolean requiresGrad() {
        return false;
    }

    /**
     * The tangent of forward-mode differentiation.
     *
     * @return a tensor, or null
     */
    default PrintableTensor tangent() {
        return null;
    }

    /** Gives a tensor's elements. */
    @FunctionalInterface
    interface ElementSource {
        /**
         * The elements that are printed.
         *
         * @param edge of each dimension longer than twice this, only so many items at its begin and
         *     as many at its end count
         * @return their values, in the order of their indices
         */
        Values read(int edge);
    }

    /** The parts of a tensor. */
    sealed interface Content {}

    /**
     * Elements in memory.
     *
     * @param elements gives them
     */
    record Dense(ElementSource elements) implements Content {}

    /** Nothing that could be shown: of a meta tensor, for one. */
    record Absent() implements Content {}

    /**
     * Indices and values of a sparse tensor.
     *
     * @param parts the tensors that it consists of
     * @param nonZeros how many values there are, or null for a meta tensor
     * @param coordinates whether the layout is {@code torch.sparse_coo}
     */
    record Sparse(List<Part> parts, Long nonZeros, boolean coordinates) implements Content {}

    /**
     * A tensor that another one consists of.
     *
     * @param name a name such as {@code indices}
     * @param tensor the tensor, {@link Dense} or {@link Absent}
     */
    record Part(String name, PrintableTensor tensor) {}

    /**
     * Quantized elements.
     *
     * @param dequantized gives the numbers that they stand for
     * @param scheme a name such as {@code torch.per_tensor_affine}
     * @param parameters how they are to be read
     */
    record Quantized(ElementSource dequantized, String scheme, Quantization parameters)
            implements Content {}

    /** How quantized elements are to be read. */
    sealed interface Quantization {}

    /**
     * The same for all elements.
     *
     * @param scale the distance between neighbours
     * @param zeroPoint the integer that stands for 0
     */
    record PerTensor(double scale, long zeroPoint) implements Quantization {}

    /**
     * Another for each index along one dimension.
     *
     * @param scales the distances between neighbours
     * @param zeroPoints what stands for 0
     * @param axis the dimension
     */
    record PerChannel(PrintableTensor scales, PrintableTensor zeroPoints, long axis)
            implements Quantization {}

    /**
     * Tensors of different sizes.
     *
     * @param tensors them
     */
    record Nested(List<PrintableTensor> tensors) implements Content {}
}
