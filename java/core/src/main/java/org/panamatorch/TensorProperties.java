package org.panamatorch;

/**
 * What else can be read off a tensor, as in Python.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensors.html">torch.Tensor</a>
 */
sealed interface TensorProperties permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /**
     * How many dimensions there are.
     *
     * @return the number of dimensions, 0 for a scalar
     */
    default int ndim() {
        return self().dim();
    }

    /**
     * How many dimensions there are.
     *
     * @return the number of dimensions, 0 for a scalar
     */
    default int ndimension() {
        return self().dim();
    }

    /**
     * How many elements there are.
     *
     * @return the product of the sizes
     */
    default long nelement() {
        return self().numel();
    }

    /**
     * How many bytes an element has.
     *
     * @return the size
     */
    default int elementSize() {
        return self().dtype().itemSize();
    }

    /**
     * How many bytes an element has.
     *
     * @return the size
     */
    default int itemsize() {
        return elementSize();
    }

    /**
     * How many bytes the elements have; those of the storage may be more, or fewer.
     *
     * @return the count
     */
    default long nbytes() {
        return self().numel() * elementSize();
    }

    /**
     * Whether the tensor is on the CPU.
     *
     * @return true if it is
     */
    default boolean isCpu() {
        return self().device().isCpu();
    }

    /**
     * Whether the tensor is on a CUDA device.
     *
     * @return true if it is
     */
    default boolean isCuda() {
        return self().device().isCuda();
    }

    /**
     * Whether the tensor is on the meta device, and so has no elements.
     *
     * @return true if it is
     */
    default boolean isMeta() {
        return self().device().type() == Device.Type.META;
    }

    /**
     * Whether the tensor is sparse with coordinates.
     *
     * @return true for {@link Layout#SPARSE_COO}
     */
    default boolean isSparse() {
        return self().layout() == Layout.SPARSE_COO;
    }

    /**
     * Whether the tensor is sparse with compressed rows.
     *
     * @return true for {@link Layout#SPARSE_CSR}
     */
    default boolean isSparseCsr() {
        return self().layout() == Layout.SPARSE_CSR;
    }

    /**
     * Whether the tensor is laid out as oneDNN has it.
     *
     * @return true for {@link Layout#MKLDNN}
     */
    default boolean isMkldnn() {
        return self().layout() == Layout.MKLDNN;
    }
}
