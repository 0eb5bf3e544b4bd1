package org.panamatorch;

import org.panamatorch.internal.elements.IndexCalls;

/** Python's brackets. */
public sealed interface TensorIndexing permits Tensor {
    /**
     * Part of the tensor: Python's {@code x[indices]}.
     *
     * <p>Without a list, a boolean or a tensor of one or more dimensions among the indices the
     * result is a view. With one it is a copy: their dimensions, broadcast against each other, take
     * the place of the ones that they index, or come first if other indices stand between them.
     *
     * @param indices one for each dimension; those that are missing are whole
     * @return a view of this tensor, or a new tensor
     * @throws TorchException of kind {@code INDEX} if there are too many indices, or one is out of
     *     range or does not fit its dimension; of kind {@code VALUE} if a step is not positive
     * @see <a href="https://docs.pytorch.org/docs/2.13/tensor_view.html">Tensor views</a>
     */
    default Tensor index(Index... indices) {
        return IndexCalls.get((Tensor) this, indices);
    }

    /**
     * Part of the tensor: Python's {@code x[i, j]}.
     *
     * @param positions one for each of the first dimensions, counted from the end if negative
     * @return a view of this tensor, with that many dimensions less
     * @throws TorchException of kind {@code INDEX} if there are too many positions, or one is out
     *     of range
     */
    default Tensor get(long... positions) {
        return IndexCalls.get((Tensor) this, positions);
    }

    /**
     * Replaces part of the tensor in place: Python's {@code x[indices] = value}.
     *
     * @param value a tensor that broadcasts to the part, after leading dimensions of size 1 have
     *     been dropped, and is converted to this tensor's dtype
     * @param indices one for each dimension; those that are missing are whole
     * @return this tensor
     * @throws TorchException if the indices do not fit, as for {@link #index}; if the value does
     *     not fit the part; of kind {@code TYPE} if this tensor is sparse; if it is a leaf that
     *     requires grad
     */
    default Tensor setAt(Tensor value, Index... indices) {
        IndexCalls.set((Tensor) this, value, indices);
        return (Tensor) this;
    }

    /**
     * Replaces part of the tensor by one number in place: Python's {@code x[indices] = value}.
     *
     * @param value the number, which is converted to this tensor's dtype
     * @param indices one for each dimension; those that are missing are whole
     * @return this tensor
     * @throws TorchException if the indices do not fit, as for {@link #index}; if the dtype cannot
     *     hold the value; of kind {@code TYPE} if this tensor is sparse; if it is a leaf that
     *     requires grad
     */
    default Tensor setAt(Number value, Index... indices) {
        IndexCalls.set((Tensor) this, value, indices);
        return (Tensor) this;
    }

    /**
     * Replaces part of the tensor by one boolean in place: Python's {@code x[indices] = value}.
     *
     * @param value the boolean, 1 or 0 where this tensor is not of {@code bool}
     * @param indices one for each dimension; those that are missing are whole
     * @return this tensor
     * @throws TorchException as for {@link #setAt(Number, Index...)}
     */
    default Tensor setAt(boolean value, Index... indices) {
        return setAt(Scalar.of(value), indices);
    }

    /**
     * Replaces part of the tensor in place: Python's {@code x[mask] = value}.
     *
     * @param value as for {@link #setAt(Tensor, Index...)}
     * @param indices masks of {@code bool}, or positions of {@code int64}, for the first dimensions
     * @return this tensor
     * @throws TorchException as for {@link #setAt(Tensor, Index...)}
     */
    default Tensor setAt(Tensor value, Tensor... indices) {
        IndexCalls.set((Tensor) this, value, IndexCalls.selections(indices));
        return (Tensor) this;
    }

    /**
     * Replaces part of the tensor by one number in place: Python's {@code x[mask] = value}.
     *
     * @param value the number, which is converted to this tensor's dtype
     * @param indices masks of {@code bool}, or positions of {@code int64}, for the first dimensions
     * @return this tensor
     * @throws TorchException as for {@link #setAt(Number, Index...)}
     */
    default Tensor setAt(Number value, Tensor... indices) {
        IndexCalls.set((Tensor) this, value, IndexCalls.selections(indices));
        return (Tensor) this;
    }
}
