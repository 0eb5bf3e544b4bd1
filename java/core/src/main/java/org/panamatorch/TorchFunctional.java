package org.panamatorch;

import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.Unique2Result;
import org.panamatorch.internal.aten.UniqueDimResult;
import org.panamatorch.internal.call.FunctionalCalls;
import org.panamatorch.internal.call.LowRank;
import org.panamatorch.internal.call.NormCalls;
import org.panamatorch.internal.call.StftCalls;
import org.panamatorch.internal.dispatch.DispatchCalls;
import org.panamatorch.option.MatrixNorm;
import org.panamatorch.option.PadMode;
import org.panamatorch.result.LowRankResult;
import org.panamatorch.result.LuResult;
import org.panamatorch.result.UniqueResult;

/** What Python's {@code torch} makes of several operators. */
public abstract sealed class TorchFunctional extends TorchFactories permits Torch {
    TorchFunctional() {}

    /**
     * The shape that tensors of some shapes have after broadcasting.
     *
     * @param shapes the shapes
     * @return the common shape; that of a scalar for none
     * @throws TorchException if there is none
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.broadcast_shapes.html">torch.broadcast_shapes</a>
     */
    public static Shape broadcastShapes(Shape... shapes) {
        return FunctionalCalls.broadcastShapes(shapes);
    }

    /**
     * The sum of products over the last dimensions of one tensor and the first of another.
     *
     * @param a a tensor
     * @param b a tensor
     * @param dims how many dimensions; 0 for the outer product
     * @return a new tensor with the other dimensions of both
     * @throws TorchException if there are not as many dimensions, or their sizes differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensordot.html">torch.tensordot</a>
     */
    public static Tensor tensordot(Tensor a, Tensor b, int dims) {
        return FunctionalCalls.tensordot(a, b, dims);
    }

    /**
     * The coordinates of elements that are given by their places in the flattened tensor.
     *
     * @param indices places, of an integer dtype and any shape; negative ones count from the end
     * @param shape the shape of the tensor that they point into
     * @return one new tensor a dimension, of the indices' shape
     * @throws TorchException if the dtype or the shape is none such
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unravel_index.html">torch.unravel_index</a>
     */
    public static Tensor[] unravelIndex(Tensor indices, Shape shape) {
        return FunctionalCalls.unravelIndex(indices, shape);
    }

    /**
     * The different elements.
     *
     * @param input a tensor of any shape
     * @return a new tensor of one dimension, in ascending order
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique.html">torch.unique</a>
     */
    public static Tensor unique(Tensor input) {
        return unique(input, true, false, false).output();
    }

    /**
     * The different elements.
     *
     * @param input a tensor of any shape
     * @param sorted whether they are in ascending order; otherwise in any
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs
     * @return new tensors
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique.html">torch.unique</a>
     */
    public static UniqueResult unique(
            Tensor input, boolean sorted, boolean returnInverse, boolean returnCounts) {
        Unique2Result found = AtenU._unique2(input, sorted, returnInverse, returnCounts);
        return FunctionalCalls.unique(
                found.result0(), found.result1(), found.result2(), returnInverse, returnCounts);
    }

    /**
     * The different slices along a dimension.
     *
     * @param input a tensor
     * @param sorted whether they are in ascending order; otherwise in any
     * @param returnInverse whether to give the places of the input's slices among them
     * @param returnCounts whether to give how often each occurs
     * @param dim the dimension
     * @return new tensors
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique.html">torch.unique</a>
     */
    public static UniqueResult unique(
            Tensor input, boolean sorted, boolean returnInverse, boolean returnCounts, long dim) {
        UniqueDimResult found = AtenU.unique_dim(input, dim, sorted, returnInverse, returnCounts);
        return FunctionalCalls.unique(
                found.output(),
                found.inverseIndices(),
                found.counts(),
                returnInverse,
                returnCounts);
    }

    /**
     * A singular value decomposition of low rank, by random projections.
     *
     * @param A shape {@code [*, m, n]}, dense or sparse
     * @return {@code U}, {@code S} and {@code V} for the rank 6
     * @see #svdLowrank(Tensor, long, int, Tensor)
     */
    public static LowRankResult svdLowrank(Tensor A) {
        return svdLowrank(A, 6);
    }

    /**
     * A singular value decomposition of low rank, by random projections.
     *
     * @param A shape {@code [*, m, n]}, dense or sparse
     * @param q the rank, rather a little more than less
     * @return {@code U}, {@code S} and {@code V}
     * @see #svdLowrank(Tensor, long, int, Tensor)
     */
    public static LowRankResult svdLowrank(Tensor A, long q) {
        return svdLowrank(A, q, 2, null);
    }

    /**
     * A singular value decomposition of low rank, by random projections.
     *
     * @param A shape {@code [*, m, n]}, dense or sparse
     * @param q the rank, rather a little more than less
     * @param niter how many iterations refine it, at most 65,536
     * @param M what is subtracted from {@code A} first, broadcast to its shape; or null
     * @return {@code U}, {@code S} and {@code V}
     * @throws TorchException if the shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.svd_lowrank.html">torch.svd_lowrank</a>
     */
    public static LowRankResult svdLowrank(Tensor A, long q, int niter, Tensor M) {
        return LowRank.svd(A, q, niter, M);
    }

    /**
     * The principal components of a matrix of low rank, by random projections.
     *
     * @param A {@code m} samples of {@code n} features, shape {@code [*, m, n]}, dense or sparse
     * @return {@code U}, {@code S} and {@code V}, of rank 6 where {@code m} and {@code n} are not
     *     less
     * @see #pcaLowrank(Tensor, Long, boolean, int)
     */
    public static LowRankResult pcaLowrank(Tensor A) {
        return pcaLowrank(A, null, true, 2);
    }

    /**
     * The principal components of a matrix of low rank, by random projections.
     *
     * @param A {@code m} samples of {@code n} features, shape {@code [*, m, n]}, dense or sparse
     * @param q the rank, rather a little more than less; null for at most 6
     * @param center whether to subtract the features' means first
     * @param niter how many iterations refine it, at most 65,536
     * @return {@code U}, {@code S} and {@code V}
     * @throws TorchException if {@code q} or {@code niter} is negative, {@code q} is more than
     *     {@code m} or {@code n}, or a sparse matrix has not two dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.pca_lowrank.html">torch.pca_lowrank</a>
     */
    public static LowRankResult pcaLowrank(Tensor A, Long q, boolean center, int niter) {
        return LowRank.pca(A, q, center, niter);
    }

    /**
     * The square root of the sum of squares.
     *
     * @param input a tensor
     * @return a new tensor, a scalar
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input) {
        return NormCalls.norm(input, MatrixNorm.FRO, null, false, null);
    }

    /**
     * A norm of all elements as one vector.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @return a new tensor, a scalar
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input, Number p) {
        return NormCalls.norm(input, p, null, false, null);
    }

    /**
     * A norm of all elements as one vector.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dtype what to convert the elements to first, or null
     * @return a new tensor, a scalar
     */
    public static Tensor norm(Tensor input, Number p, DType dtype) {
        return NormCalls.norm(input, p, null, false, dtype);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions; none for all
     * @return a new tensor without these dimensions
     */
    public static Tensor norm(Tensor input, Number p, long... dim) {
        return NormCalls.norm(input, p, dim == null || dim.length == 0 ? null : dim, false, null);
    }

    /**
     * Norms of the vectors along a dimension.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim along which dimension
     * @param keepdim whether the dimensions stay, with size 1
     * @return a new tensor
     */
    public static Tensor norm(Tensor input, Number p, long dim, boolean keepdim) {
        return NormCalls.norm(input, p, new long[] {dim}, keepdim, null);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions, or null for all
     * @param keepdim whether the dimensions stay, with size 1
     * @return a new tensor
     */
    public static Tensor norm(Tensor input, Number p, long[] dim, boolean keepdim) {
        return NormCalls.norm(input, p, dim, keepdim, null);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions, or null for all
     * @param keepdim whether the dimensions stay, with size 1
     * @param dtype what to convert the elements to first, or null
     * @return a new tensor
     */
    public static Tensor norm(Tensor input, Number p, long[] dim, boolean keepdim, DType dtype) {
        return NormCalls.norm(input, p, dim, keepdim, dtype);
    }

    /**
     * A norm of a matrix.
     *
     * @param input a tensor
     * @param p which one
     * @return a new tensor, a scalar
     * @throws TorchException if this is no matrix
     */
    public static Tensor norm(Tensor input, MatrixNorm p) {
        return NormCalls.norm(input, p, null, false, null);
    }

    /**
     * Norms of matrices.
     *
     * @param input a tensor
     * @param p which one
     * @param dim over which dimensions, or null for all
     * @param keepdim whether the dimensions stay, with size 1
     * @param dtype what to convert the elements to first, or null
     * @return a new tensor
     * @throws TorchException if the dimensions are not those of matrices
     */
    public static Tensor norm(
            Tensor input, MatrixNorm p, long[] dim, boolean keepdim, DType dtype) {
        return NormCalls.norm(input, p, dim, keepdim, dtype);
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them, padded by reflection so that
     * frames are centred at their places.
     *
     * @param input a signal or a batch of them
     * @param nFft the size of a transform
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.stft.html">torch.stft</a>
     */
    public static Tensor stft(Tensor input, long nFft) {
        return StftCalls.stft(
                input, nFft, null, null, null, true, PadMode.REFLECT, false, null, null, null);
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them, padded by reflection so that
     * frames are centred at their places.
     *
     * @param input a signal or a batch of them
     * @param nFft the size of a transform
     * @param hopLength how far apart the frames are
     * @param winLength the size of the window
     * @param window the window, or null for ones
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     */
    public static Tensor stft(
            Tensor input, long nFft, long hopLength, long winLength, Tensor window) {
        return StftCalls.stft(
                input,
                nFft,
                hopLength,
                winLength,
                window,
                true,
                PadMode.REFLECT,
                false,
                null,
                null,
                null);
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them, padded by reflection so that
     * frames are centred at their places.
     *
     * @param input a signal or a batch of them
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
    public static Tensor stft(
            Tensor input,
            long nFft,
            long hopLength,
            long winLength,
            Tensor window,
            boolean normalized,
            boolean onesided,
            boolean returnComplex) {
        return StftCalls.stft(
                input,
                nFft,
                hopLength,
                winLength,
                window,
                true,
                PadMode.REFLECT,
                normalized,
                onesided,
                returnComplex,
                null);
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them.
     *
     * @param input a signal or a batch of them
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
    public static Tensor stft(
            Tensor input,
            long nFft,
            long hopLength,
            long winLength,
            Tensor window,
            boolean center,
            PadMode padMode) {
        return StftCalls.stft(
                input, nFft, hopLength, winLength, window, center, padMode, false, null, null,
                null);
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them.
     *
     * @param input a signal or a batch of them
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
    public static Tensor stft(
            Tensor input,
            long nFft,
            long hopLength,
            long winLength,
            Tensor window,
            boolean center,
            PadMode padMode,
            boolean normalized,
            boolean onesided,
            boolean returnComplex) {
        return StftCalls.stft(
                input,
                nFft,
                hopLength,
                winLength,
                window,
                center,
                padMode,
                normalized,
                onesided,
                returnComplex,
                null);
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them.
     *
     * @param input a signal or a batch of them
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
     */
    public static Tensor stft(
            Tensor input,
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
        return StftCalls.stft(
                input,
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
     * @param input a tensor
     * @return a new tensor of one dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique_consecutive.html">torch.unique_consecutive</a>
     */
    public static Tensor uniqueConsecutive(Tensor input) {
        return uniqueConsecutive(input, false, false).output();
    }

    /**
     * The elements without those that follow an equal one.
     *
     * @param input a tensor
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs there
     * @return new tensors
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique_consecutive.html">torch.unique_consecutive</a>
     */
    public static UniqueResult uniqueConsecutive(
            Tensor input, boolean returnInverse, boolean returnCounts) {
        return FunctionalCalls.uniqueConsecutive(input, returnInverse, returnCounts, null);
    }

    /**
     * The slices along a dimension without those that follow an equal one.
     *
     * @param input a tensor
     * @param returnInverse whether to give the places of the input's elements among them
     * @param returnCounts whether to give how often each occurs there
     * @param dim the dimension
     * @return new tensors
     * @throws TorchException if there is no such dimension
     */
    public static UniqueResult uniqueConsecutive(
            Tensor input, boolean returnInverse, boolean returnCounts, long dim) {
        return FunctionalCalls.uniqueConsecutive(input, returnInverse, returnCounts, dim);
    }

    /**
     * An LU factorization of matrices, with exchanges of rows.
     *
     * @param input matrices
     * @return new tensors
     * @throws TorchException if a matrix cannot be factorized
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.lu.html">torch.lu</a>
     */
    public static LuResult lu(Tensor input) {
        return FunctionalCalls.lu(input, true, false);
    }

    /**
     * An LU factorization of matrices.
     *
     * @param input matrices
     * @param pivot whether rows are exchanged
     * @param getInfos whether to say which matrices could not be factorized, instead of throwing
     * @return new tensors
     * @throws TorchException if a matrix cannot be factorized and that is not asked for
     */
    public static LuResult lu(Tensor input, boolean pivot, boolean getInfos) {
        return FunctionalCalls.lu(input, pivot, getInfos);
    }

    /**
     * A number less a tensor, as Python's {@code 1 - x}.
     *
     * @param number the number
     * @param other the tensor
     * @return a new tensor
     */
    public static Tensor sub(Number number, Tensor other) {
        return AtenR.rsub_Scalar(other, number, 1);
    }

    /**
     * A number divided by a tensor, as Python's {@code 1 / x}.
     *
     * @param number the number
     * @param other the tensor
     * @return a new tensor
     */
    public static Tensor div(Number number, Tensor other) {
        return FunctionalCalls.div(number, other);
    }

    /**
     * A number divided by a tensor and rounded down, as Python's {@code 7 // x}.
     *
     * @param number the number
     * @param other the tensor
     * @return a new tensor
     */
    public static Tensor floorDivide(Number number, Tensor other) {
        return AtenF.floor_divide(DispatchCalls.wrapped(number), other);
    }
}
