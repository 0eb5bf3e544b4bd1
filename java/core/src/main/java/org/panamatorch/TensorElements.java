package org.panamatorch;

import org.panamatorch.internal.call.Elements;
import org.panamatorch.internal.call.TensorCalls;

/** Reading elements. */
sealed interface TensorElements permits Tensor {
    /**
     * The only element.
     *
     * @return a {@code Long}, a {@code Double} or, for {@code bool} and complex tensors, a {@link Scalar}
     * @throws TorchException if there is not exactly one element
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.item.html">torch.Tensor.item</a>
     */
    default Number item() {
        return TensorCalls.item((Tensor) this);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code float32}
     */
    default float[] toFloatArray() {
        return (float[]) Elements.toArray((Tensor) this, "toFloatArray", DType.FLOAT32);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code float64}
     */
    default double[] toDoubleArray() {
        return (double[]) Elements.toArray((Tensor) this, "toDoubleArray", DType.FLOAT64);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code int64}
     */
    default long[] toLongArray() {
        return (long[]) Elements.toArray((Tensor) this, "toLongArray", DType.INT64);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code int32}
     */
    default int[] toIntArray() {
        return (int[]) Elements.toArray((Tensor) this, "toIntArray", DType.INT32);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code int16}
     */
    default short[] toShortArray() {
        return (short[]) Elements.toArray((Tensor) this, "toShortArray", DType.INT16);
    }

    /**
     * The elements' bytes in the order of their indices and the machine's byte order, whatever the dtype.
     *
     * @return a new array of {@link Tensor#numel} times {@link DType#itemSize} bytes
     */
    default byte[] toByteArray() {
        return Elements.toBytes((Tensor) this);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code bool}
     */
    default boolean[] toBooleanArray() {
        return (boolean[]) Elements.toArray((Tensor) this, "toBooleanArray", DType.BOOL);
    }
}
