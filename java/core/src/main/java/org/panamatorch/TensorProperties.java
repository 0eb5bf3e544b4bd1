package org.panamatorch;

import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.library.PtTensor;

/**
 * Further properties of tensors, as in Python.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensors.html">torch.Tensor</a>
 */
public sealed interface TensorProperties permits Tensor {
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
     * Where the first element is in the memory of the tensor's device. The address stays valid only
     * as long as the elements live, and are not moved by a resize; {@link Tensor#memory} keeps
     * them.
     *
     * @return the address, 0 where there are no elements
     * @throws TorchException if the layout keeps the elements in several places
     */
    default long dataPtr() {
        return PtTensor.tensor_data_ptr(self());
    }

    /**
     * Whether autograd takes the tensor for a view of another, as Python's {@code _is_view()}.
     *
     * @return true if it does
     */
    default boolean isView() {
        return PtAutograd.tensor_is_view(self());
    }

    /**
     * The tensor that this one is a view of, as Python's {@code _base}: the first one, which is no
     * view itself.
     *
     * @return a new object for that tensor, or null if this is no view
     */
    default Tensor base() {
        return PtAutograd.tensor_base(self());
    }

    /**
     * The options that make a tensor like this one: its dtype, layout and device, and whether it is
     * in page-locked memory and requires a gradient.
     *
     * @return the options
     */
    default TensorOptions options() {
        boolean pinned = isCpu() && self().layout() == Layout.STRIDED && self().isPinned();
        return new TensorOptions(
                self().dtype(), self().layout(), self().device(), pinned, self().requiresGrad());
    }

    /**
     * The real parts of a complex tensor.
     *
     * @return a view of them; for a real tensor this one
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.real.html">torch.Tensor.real</a>
     */
    default Tensor real() {
        return AtenR.real(self());
    }

    /**
     * The imaginary parts of a complex tensor.
     *
     * @return a view of them
     * @throws TorchException if the tensor is real
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.imag.html">torch.Tensor.imag</a>
     */
    default Tensor imag() {
        return AtenI.imag(self());
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
