package org.panamatorch;

import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.Unique2Result;
import org.panamatorch.internal.call.FunctionalCalls;
import org.panamatorch.internal.call.LowRank;
import org.panamatorch.result.LowRankResult;
import org.panamatorch.result.UniqueDimResult;
import org.panamatorch.result.UniqueResult;

/** What Python's {@code torch} makes of several operators. */
abstract sealed class TorchFunctional extends TorchFactories permits Torch {
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
                found.result0(), found.result1(), found.result2(), returnInverse, returnCounts);
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
     * @param niter how many iterations refine it
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
     * @param niter how many iterations refine it
     * @return {@code U}, {@code S} and {@code V}
     * @throws TorchException if {@code q} or {@code niter} is negative, {@code q} is more than
     *     {@code m} or {@code n}, or a sparse matrix has not two dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.pca_lowrank.html">torch.pca_lowrank</a>
     */
    public static LowRankResult pcaLowrank(Tensor A, Long q, boolean center, int niter) {
        return LowRank.pca(A, q, center, niter);
    }
}
