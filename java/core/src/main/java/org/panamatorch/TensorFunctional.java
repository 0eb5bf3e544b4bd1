package org.panamatorch;

import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.option.MatrixNorm;
import org.panamatorch.result.LuResult;
import org.panamatorch.result.UniqueResult;

import java.util.function.Consumer;

/**
 * Methods that Python's tensor composes of several operators, or calls with defaults of its own.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensors.html">torch.Tensor</a>
 */
public sealed interface TensorFunctional permits Tensor {
    /**
     * The different elements.
     *
     * @return a new tensor of one dimension, in ascending order
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique.html">torch.Tensor.unique</a>
     */
    default Tensor unique() {
        return Torch.unique((Tensor) this);
    }

    /**
     * The different elements, or slices along a dimension.
     *
     * @param options sets what is not to be as by default
     * @return new tensors; null for what is not asked for
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique.html">torch.Tensor.unique</a>
     */
    default UniqueResult unique(Consumer<? super UniqueOptions> options) {
        return Torch.unique((Tensor) this, options);
    }

    /**
     * The elements without those that follow an equal one.
     *
     * @return a new tensor of one dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique_consecutive.html">torch.Tensor.unique_consecutive</a>
     */
    default Tensor uniqueConsecutive() {
        return Torch.uniqueConsecutive((Tensor) this);
    }

    /**
     * The elements, or slices along a dimension, without those that follow an equal one.
     *
     * @param options sets what is not to be as by default
     * @return new tensors; null for what is not asked for
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique_consecutive.html">torch.Tensor.unique_consecutive</a>
     */
    default UniqueResult uniqueConsecutive(Consumer<? super UniqueConsecutiveOptions> options) {
        return Torch.uniqueConsecutive((Tensor) this, options);
    }

    /**
     * The square root of the sum of squares.
     *
     * @return a new tensor, a scalar
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm() {
        return Torch.norm((Tensor) this);
    }

    /**
     * The square roots of the sums of squares, along dimensions.
     *
     * @param options sets what is not to be as by default
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm(Consumer<? super NormOptions> options) {
        return Torch.norm((Tensor) this, options);
    }

    /**
     * A norm of all elements as one vector.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @return a new tensor, a scalar
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm(Number p) {
        return Torch.norm((Tensor) this, p);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions; none for all
     * @return a new tensor without these dimensions
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm(Number p, long... dim) {
        return Torch.norm((Tensor) this, p, dim);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param options sets what is not to be as by default
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm(Number p, Consumer<? super NormOptions> options) {
        return Torch.norm((Tensor) this, p, options);
    }

    /**
     * A norm of a matrix.
     *
     * @param p which one
     * @return a new tensor, a scalar
     * @throws TorchException if this is no matrix
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm(MatrixNorm p) {
        return Torch.norm((Tensor) this, p);
    }

    /**
     * Norms of matrices.
     *
     * @param p which one
     * @param options sets what is not to be as by default
     * @return a new tensor
     * @throws TorchException if the dimensions are not those of matrices
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.norm.html">torch.Tensor.norm</a>
     */
    default Tensor norm(MatrixNorm p, Consumer<? super NormOptions> options) {
        return Torch.norm((Tensor) this, p, options);
    }

    /**
     * A short-time Fourier transform of this signal or batch of signals, padded by reflection so
     * that frames are centred at their places.
     *
     * @param nFft the size of a transform
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.stft.html">torch.Tensor.stft</a>
     */
    default Tensor stft(long nFft) {
        return Torch.stft((Tensor) this, nFft);
    }

    /**
     * A short-time Fourier transform of this signal or batch of signals.
     *
     * @param nFft the size of a transform
     * @param options sets what is not to be as by default
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.stft.html">torch.Tensor.stft</a>
     */
    default Tensor stft(long nFft, Consumer<? super StftOptions> options) {
        return Torch.stft((Tensor) this, nFft, options);
    }

    /**
     * An LU factorization of matrices, with exchanges of rows.
     *
     * @return new tensors
     * @throws TorchException if a matrix cannot be factorized
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lu.html">torch.Tensor.lu</a>
     */
    default LuResult lu() {
        return Torch.lu((Tensor) this);
    }

    /**
     * An LU factorization of matrices.
     *
     * @param pivot whether rows are exchanged
     * @param getInfos whether to say which matrices could not be factorized, instead of throwing
     * @return new tensors
     * @throws TorchException if a matrix cannot be factorized and that is not asked for
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lu.html">torch.Tensor.lu</a>
     */
    default LuResult lu(boolean pivot, boolean getInfos) {
        return Torch.lu((Tensor) this, pivot, getInfos);
    }

    /**
     * Makes this tensor a view of elements of another one's storage, one after the other.
     *
     * @param source the tensor
     * @param storageOffset the place of the first element in the storage
     * @param size the new shape; where the storage is too small for it, it grows
     * @return this
     * @throws TorchException if a size is negative, or the dtypes differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html">torch.Tensor.set_</a>
     */
    default Tensor set_(Tensor source, long storageOffset, long... size) {
        return set_(source, storageOffset, size, Composites.contiguousStrides(size));
    }

    /**
     * Makes this tensor a view of elements of another one's storage.
     *
     * @param source the tensor
     * @param storageOffset the place of the first element in the storage
     * @param size the new shape; where the storage is too small for it, it grows
     * @param stride how far apart neighbours are along each dimension
     * @return this
     * @throws TorchException if a size or stride is negative, or the dtypes differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html">torch.Tensor.set_</a>
     */
    default Tensor set_(Tensor source, long storageOffset, long[] size, long[] stride) {
        return AtenS.set__source_Tensor_storage_offset(
                (Tensor) this, source, storageOffset, size, stride);
    }
}
