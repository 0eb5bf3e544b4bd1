package org.panamatorch;

import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.call.FunctionalCalls;
import org.panamatorch.option.MatrixNorm;
import org.panamatorch.option.PadMode;
import org.panamatorch.result.LuResult;
import org.panamatorch.result.UniqueResult;

/**
 * What Python's tensor makes of several operators, or calls with defaults of its own.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensors.html">torch.Tensor</a>
 */
public sealed interface TensorFunctional permits Tensor {
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
     * A norm of all elements as one vector.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dtype what to convert the elements to first, or null
     * @return a new tensor, a scalar
     * @throws TorchException if the dtype is none that the elements can have
     */
    default Tensor norm(Number p, DType dtype) {
        return Torch.norm((Tensor) this, p, dtype);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions; none for all
     * @return a new tensor without these dimensions
     * @throws TorchException if there is no such dimension
     */
    default Tensor norm(Number p, long... dim) {
        return Torch.norm((Tensor) this, p, dim);
    }

    /**
     * Norms of the vectors along a dimension.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim along which dimension
     * @param keepdim whether the dimensions stay, with size 1
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     */
    default Tensor norm(Number p, long dim, boolean keepdim) {
        return Torch.norm((Tensor) this, p, dim, keepdim);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions, or null for all
     * @param keepdim whether the dimensions stay, with size 1
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     */
    default Tensor norm(Number p, long[] dim, boolean keepdim) {
        return Torch.norm((Tensor) this, p, dim, keepdim);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions, or null for all
     * @param keepdim whether the dimensions stay, with size 1
     * @param dtype what to convert the elements to first, or null
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     */
    default Tensor norm(Number p, long[] dim, boolean keepdim, DType dtype) {
        return Torch.norm((Tensor) this, p, dim, keepdim, dtype);
    }

    /**
     * A norm of a matrix.
     *
     * @param p which one
     * @return a new tensor, a scalar
     * @throws TorchException if this is no matrix
     */
    default Tensor norm(MatrixNorm p) {
        return Torch.norm((Tensor) this, p);
    }

    /**
     * Norms of matrices.
     *
     * @param p which one
     * @param dim over which dimensions, or null for all
     * @param keepdim whether the dimensions stay, with size 1
     * @param dtype what to convert the elements to first, or null
     * @return a new tensor
     * @throws TorchException if the dimensions are not those of matrices
     */
    default Tensor norm(MatrixNorm p, long[] dim, boolean keepdim, DType dtype) {
        return Torch.norm((Tensor) this, p, dim, keepdim, dtype);
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
     * A short-time Fourier transform of this signal or batch of signals, padded by reflection so
     * that frames are centred at their places.
     *
     * @param nFft the size of a transform
     * @param hopLength how far apart the frames are
     * @param winLength the size of the window
     * @param window the window, or null for ones
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     */
    default Tensor stft(long nFft, long hopLength, long winLength, Tensor window) {
        return Torch.stft((Tensor) this, nFft, hopLength, winLength, window);
    }

    /**
     * A short-time Fourier transform of this signal or batch of signals, padded by reflection so
     * that frames are centred at their places.
     *
     * @param nFft the size of a transform
     * @param hopLength how far apart the frames are
     * @param winLength the size of the window
     * @param window the window, or null for ones
     * @param normalized whether the results are divided by the square root of the size
     * @param onesided whether half of the results is left out
     * @param returnComplex whether the results are complex
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     */
    default Tensor stft(
            long nFft,
            long hopLength,
            long winLength,
            Tensor window,
            boolean normalized,
            boolean onesided,
            boolean returnComplex) {
        return Torch.stft(
                (Tensor) this,
                nFft,
                hopLength,
                winLength,
                window,
                normalized,
                onesided,
                returnComplex);
    }

    /**
     * A short-time Fourier transform of this signal or batch of signals.
     *
     * @param nFft the size of a transform
     * @param hopLength how far apart the frames are
     * @param winLength the size of the window
     * @param window the window, or null for ones
     * @param center whether the signal is padded so that frames are centred at their places
     * @param padMode how it is padded
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     */
    default Tensor stft(
            long nFft,
            long hopLength,
            long winLength,
            Tensor window,
            boolean center,
            PadMode padMode) {
        return Torch.stft((Tensor) this, nFft, hopLength, winLength, window, center, padMode);
    }

    /**
     * A short-time Fourier transform of this signal or batch of signals.
     *
     * @param nFft the size of a transform
     * @param hopLength how far apart the frames are
     * @param winLength the size of the window
     * @param window the window, or null for ones
     * @param center whether the signal is padded so that frames are centred at their places
     * @param padMode how it is padded
     * @param normalized whether the results are divided by the square root of the size
     * @param onesided whether half of the results is left out
     * @param returnComplex whether the results are complex
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     */
    default Tensor stft(
            long nFft,
            long hopLength,
            long winLength,
            Tensor window,
            boolean center,
            PadMode padMode,
            boolean normalized,
            boolean onesided,
            boolean returnComplex) {
        return Torch.stft(
                (Tensor) this,
                nFft,
                hopLength,
                winLength,
                window,
                center,
                padMode,
                normalized,
                onesided,
                returnComplex);
    }

    /**
     * A short-time Fourier transform of this signal or batch of signals.
     *
     * @param nFft the size of a transform
     * @param hopLength how far apart the frames are, or null for a quarter of the size
     * @param winLength the size of the window, or null for that of the transform
     * @param window the window, or null for ones
     * @param center whether the signal is padded so that frames are centred at their places
     * @param padMode how it is padded
     * @param normalized whether the results are divided by the square root of the size
     * @param onesided whether half of the results is left out, or null for whether signal and
     *     window are real
     * @param returnComplex whether the results are complex, or null where the input is
     * @param alignToWindow whether the first frame begins with the window where the frames are not
     *     centred; or null
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.stft.html">torch.Tensor.stft</a>
     */
    default Tensor stft(
            long nFft,
            Long hopLength,
            Long winLength,
            Tensor window,
            boolean center,
            PadMode padMode,
            boolean normalized,
            Boolean onesided,
            Boolean returnComplex,
            Boolean alignToWindow) {
        return Torch.stft(
                (Tensor) this,
                nFft,
                hopLength,
                winLength,
                window,
                center,
                padMode,
                normalized,
                onesided,
                returnComplex,
                alignToWindow);
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
     * The elements without those that follow an equal one.
     *
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs there
     * @return new tensors
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique_consecutive.html">torch.Tensor.unique_consecutive</a>
     */
    default UniqueResult uniqueConsecutive(boolean returnInverse, boolean returnCounts) {
        return Torch.uniqueConsecutive((Tensor) this, returnInverse, returnCounts);
    }

    /**
     * The slices along a dimension without those that follow an equal one.
     *
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs there
     * @param dim the dimension
     * @return new tensors
     * @throws TorchException if there is no such dimension
     */
    default UniqueResult uniqueConsecutive(boolean returnInverse, boolean returnCounts, long dim) {
        return Torch.uniqueConsecutive((Tensor) this, returnInverse, returnCounts, dim);
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
     * The different elements.
     *
     * @param sorted whether they are in ascending order; otherwise in any
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs there
     * @return new tensors
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique.html">torch.Tensor.unique</a>
     */
    default UniqueResult unique(boolean sorted, boolean returnInverse, boolean returnCounts) {
        return Torch.unique((Tensor) this, sorted, returnInverse, returnCounts);
    }

    /**
     * The different slices along a dimension.
     *
     * @param sorted whether they are in ascending order; otherwise in any
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs there
     * @param dim the dimension
     * @return new tensors
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unique.html">torch.Tensor.unique</a>
     */
    default UniqueResult unique(
            boolean sorted, boolean returnInverse, boolean returnCounts, long dim) {
        return Torch.unique((Tensor) this, sorted, returnInverse, returnCounts, dim);
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
        return set_(source, storageOffset, size, FunctionalCalls.contiguousStrides(size));
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
