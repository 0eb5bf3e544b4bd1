package org.panamatorch;

import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.dispatch.DispatchCalls;
import org.panamatorch.internal.option.NormSpec;
import org.panamatorch.internal.option.PcaLowrankSpec;
import org.panamatorch.internal.option.SvdLowrankSpec;
import org.panamatorch.option.MatrixNorm;
import org.panamatorch.result.LowRankResult;
import org.panamatorch.result.LuResult;
import org.panamatorch.result.UniqueResult;

import java.util.function.Consumer;

/** Functions that Python's {@code torch} composes of several operators. */
public abstract sealed class TorchComposites extends TorchFactories permits Torch {
    TorchComposites() {}

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
        return Composites.broadcastShapes(shapes);
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
        return Composites.tensordot(a, b, dims);
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
        return Composites.unravelIndex(indices, shape);
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
        return Composites.unique(input, UniqueOptions.defaults()).output();
    }

    /**
     * The different elements, or slices along a dimension.
     *
     * @param input a tensor of any shape
     * @param options sets what is not to be as by default
     * @return new tensors; null for what is not asked for
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique.html">torch.unique</a>
     */
    public static UniqueResult unique(Tensor input, Consumer<? super UniqueOptions> options) {
        return Composites.unique(input, UniqueOptions.of(options, "unique"));
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
        return Composites.uniqueConsecutive(input, UniqueConsecutiveOptions.defaults()).output();
    }

    /**
     * The elements, or slices along a dimension, without those that follow an equal one.
     *
     * @param input a tensor
     * @param options sets what is not to be as by default
     * @return new tensors; null for what is not asked for
     * @throws TorchException if there is no such dimension
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.unique_consecutive.html">torch.unique_consecutive</a>
     */
    public static UniqueResult uniqueConsecutive(
            Tensor input, Consumer<? super UniqueConsecutiveOptions> options) {
        return Composites.uniqueConsecutive(
                input, UniqueConsecutiveOptions.of(options, "uniqueConsecutive"));
    }

    /**
     * A singular value decomposition of low rank, by random projections.
     *
     * @param A shape {@code [*, m, n]}, dense or sparse
     * @return {@code U}, {@code S} and {@code V} for the rank 6
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.svd_lowrank.html">torch.svd_lowrank</a>
     */
    public static LowRankResult svdLowrank(Tensor A) {
        return svdLowrank(A, SvdLowrankOptions.defaults());
    }

    /**
     * A singular value decomposition of low rank, by random projections.
     *
     * @param A shape {@code [*, m, n]}, dense or sparse
     * @param q the rank, rather a little more than less
     * @return {@code U}, {@code S} and {@code V}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.svd_lowrank.html">torch.svd_lowrank</a>
     */
    public static LowRankResult svdLowrank(Tensor A, long q) {
        return svdLowrank(A, options -> options.q(q));
    }

    /**
     * A singular value decomposition of low rank, by random projections.
     *
     * @param A shape {@code [*, m, n]}, dense or sparse
     * @param options sets what is not to be as by default
     * @return {@code U}, {@code S} and {@code V}
     * @throws TorchException if the shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.svd_lowrank.html">torch.svd_lowrank</a>
     */
    public static LowRankResult svdLowrank(Tensor A, Consumer<? super SvdLowrankOptions> options) {
        return svdLowrank(A, SvdLowrankOptions.of(options, "svdLowrank"));
    }

    private static LowRankResult svdLowrank(Tensor A, SvdLowrankSpec set) {
        return LowRank.svd(A, set.q(), set.niter(), set.M());
    }

    /**
     * The principal components of a matrix of low rank, by random projections.
     *
     * @param A {@code m} samples of {@code n} features, shape {@code [*, m, n]}, dense or sparse
     * @return {@code U}, {@code S} and {@code V}, of rank 6 where {@code m} and {@code n} are not
     *     less
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.pca_lowrank.html">torch.pca_lowrank</a>
     */
    public static LowRankResult pcaLowrank(Tensor A) {
        return pcaLowrank(A, PcaLowrankOptions.defaults());
    }

    /**
     * The principal components of a matrix of low rank, by random projections.
     *
     * @param A {@code m} samples of {@code n} features, shape {@code [*, m, n]}, dense or sparse
     * @param q the rank, rather a little more than less
     * @return {@code U}, {@code S} and {@code V}
     * @throws TorchException if {@code q} is negative, or more than {@code m} or {@code n}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.pca_lowrank.html">torch.pca_lowrank</a>
     */
    public static LowRankResult pcaLowrank(Tensor A, long q) {
        return pcaLowrank(A, options -> options.q(q));
    }

    /**
     * The principal components of a matrix of low rank, by random projections.
     *
     * @param A {@code m} samples of {@code n} features, shape {@code [*, m, n]}, dense or sparse
     * @param options sets what is not to be as by default
     * @return {@code U}, {@code S} and {@code V}
     * @throws TorchException if {@code q} or {@code niter} is negative, {@code q} is more than
     *     {@code m} or {@code n}, or a sparse matrix has not two dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.pca_lowrank.html">torch.pca_lowrank</a>
     */
    public static LowRankResult pcaLowrank(Tensor A, Consumer<? super PcaLowrankOptions> options) {
        return pcaLowrank(A, PcaLowrankOptions.of(options, "pcaLowrank"));
    }

    private static LowRankResult pcaLowrank(Tensor A, PcaLowrankSpec set) {
        return LowRank.pca(A, set.q(), set.center(), set.niter());
    }

    /**
     * The square root of the sum of squares.
     *
     * @param input a tensor
     * @return a new tensor, a scalar
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input) {
        return norm(input, MatrixNorm.FRO);
    }

    /**
     * The square roots of the sums of squares, along dimensions.
     *
     * @param input a tensor
     * @param options sets what is not to be as by default
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input, Consumer<? super NormOptions> options) {
        return norm(input, MatrixNorm.FRO, options);
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
        return norm(input, p, NormOptions.defaults());
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param dim over which dimensions; none for all
     * @return a new tensor without these dimensions
     * @throws TorchException if there is no such dimension
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input, Number p, long... dim) {
        return Norms.norm(input, p, dim == null || dim.length == 0 ? null : dim, false, null);
    }

    /**
     * Norms of the vectors along dimensions.
     *
     * @param input a tensor
     * @param p the exponent; positive or negative infinity for the greatest or least magnitude
     * @param options sets what is not to be as by default
     * @return a new tensor
     * @throws TorchException if there is no such dimension
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input, Number p, Consumer<? super NormOptions> options) {
        return norm(input, p, NormOptions.of(options, "norm"));
    }

    private static Tensor norm(Tensor input, Number p, NormSpec set) {
        return Norms.norm(input, p, set.dim(), set.keepdim(), set.dtype());
    }

    /**
     * A norm of a matrix.
     *
     * @param input a tensor
     * @param p which one
     * @return a new tensor, a scalar
     * @throws TorchException if this is no matrix
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input, MatrixNorm p) {
        return norm(input, p, NormOptions.defaults());
    }

    /**
     * Norms of matrices.
     *
     * @param input a tensor
     * @param p which one
     * @param options sets what is not to be as by default
     * @return a new tensor
     * @throws TorchException if the dimensions are not those of matrices
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.norm.html">torch.norm</a>
     */
    public static Tensor norm(Tensor input, MatrixNorm p, Consumer<? super NormOptions> options) {
        return norm(input, p, NormOptions.of(options, "norm"));
    }

    private static Tensor norm(Tensor input, MatrixNorm p, NormSpec set) {
        return Norms.norm(input, p, set.dim(), set.keepdim(), set.dtype());
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
        return Stft.stft(input, nFft, StftOptions.defaults());
    }

    /**
     * A short-time Fourier transform of a signal or a batch of them.
     *
     * @param input a signal or a batch of them
     * @param nFft the size of a transform
     * @param options sets what is not to be as by default
     * @return a new tensor of frequencies by frames, for each signal
     * @throws TorchException if the sizes do not fit, or it is not said whether the results of a
     *     real input are complex
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.stft.html">torch.stft</a>
     */
    public static Tensor stft(Tensor input, long nFft, Consumer<? super StftOptions> options) {
        return Stft.stft(input, nFft, StftOptions.of(options, "stft"));
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
        return Composites.lu(input, true, false);
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
        return Composites.lu(input, pivot, getInfos);
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
        return Composites.div(number, other);
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
