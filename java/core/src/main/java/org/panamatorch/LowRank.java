package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Iterations;
import org.panamatorch.result.LinalgSvdResult;
import org.panamatorch.result.LowRankResult;

/**
 * Decompositions of low rank: algorithms 4.4 and 5.1 of Halko, Martinsson and Tropp, as Python has
 * them.
 */
final class LowRank {
    private static final long MAX_DEFAULT_RANK = 6;

    private LowRank() {}

    private static TorchException value(String text, Object... arguments) {
        return Failure.refusal(Kind.VALUE, text, "pca_lowrank", arguments);
    }

    /**
     * A singular value decomposition.
     *
     * @param matrix the matrix
     * @param rank the rank
     * @param iterations how many iterations refine it
     * @param mean what is subtracted from the matrix, or null
     * @return the decomposition
     */
    static LowRankResult svd(Tensor matrix, long rank, int iterations, Tensor mean) {
        Arguments.requirePresent(matrix, "svd_lowrank", "A", "a tensor");
        Iterations.requireFew(
                iterations, "niter", "svd_lowrank", "A", matrix, "q", rank, "niter", iterations);
        TensorScope scope = new TensorScope();
        try (scope) {
            LowRankResult result = decomposed(matrix, rank, iterations, mean);
            result.tensors().forEach(scope::keep);
            return result;
        }
    }

    /**
     * Principal components.
     *
     * @param matrix the matrix
     * @param rank the rank, or null
     * @param center whether to subtract the means
     * @param iterations how many iterations refine it
     * @return the decomposition
     */
    static LowRankResult pca(Tensor matrix, Long rank, boolean center, int iterations) {
        Arguments.requirePresent(matrix, "pca_lowrank", "A", "a tensor");
        long rows = matrix.size(-2);
        long columns = matrix.size(-1);
        long least = Math.min(rows, columns);
        if (rank != null && (rank < 0 || rank > least)) {
            throw value(
                    "q(="
                            + rank
                            + ") must be non-negative integer and not greater than min(m, n)="
                            + least,
                    "A",
                    matrix,
                    "q",
                    rank,
                    "niter",
                    iterations);
        }
        if (iterations < 0) {
            throw value(
                    "niter(=" + iterations + ") must be non-negative integer",
                    "A",
                    matrix,
                    "q",
                    rank,
                    "niter",
                    iterations);
        }
        Iterations.requireFew(
                iterations, "niter", "pca_lowrank", "A", matrix, "q", rank, "niter", iterations);
        long chosen = rank == null ? Math.min(MAX_DEFAULT_RANK, least) : rank;
        if (!center) {
            return svd(matrix, chosen, iterations, null);
        }
        TensorScope scope = new TensorScope();
        try (scope) {
            LowRankResult result;
            if (matrix.isSparse()) {
                if (matrix.dim() != 2) {
                    throw value(
                            "pca_lowrank input is expected to be 2-dimensional tensor",
                            "A",
                            matrix,
                            "q",
                            rank,
                            "niter",
                            iterations);
                }
                Tensor mean = AtenS._sparse_sum_dim(matrix, new long[] {-2}).toDense().div(rows);
                result = decomposed(matrix, chosen, iterations, mean.expand(rows, columns));
            } else {
                Tensor mean = matrix.mean(new long[] {-2}, true);
                result = decomposed(matrix.sub(mean), chosen, iterations, null);
            }
            result.tensors().forEach(scope::keep);
            return result;
        }
    }

    private static LowRankResult decomposed(
            Tensor given, long rank, int iterations, Tensor givenMean) {
        boolean isWide = given.size(-2) < given.size(-1);
        Tensor mean = givenMean == null ? null : givenMean.broadcastTo(given.sizes());
        Tensor matrix = isWide ? given.mH() : given;
        if (isWide && mean != null) {
            mean = mean.mH();
        }
        Tensor basis = basis(matrix, rank, iterations, mean);
        Tensor projected = product(basis.mH(), matrix, mean);
        LinalgSvdResult svd = AtenLinalg.linalg_svd(projected, false, null);
        Tensor left = basis.matmul(svd.u());
        Tensor right = svd.vh().mH();
        return isWide
                ? new LowRankResult(right, svd.s(), left)
                : new LowRankResult(left, svd.s(), right);
    }

    /** Columns that span about what the matrix's columns do. */
    private static Tensor basis(Tensor matrix, long rank, int iterations, Tensor mean) {
        Tensor random =
                Torch.randn(
                        new long[] {matrix.size(-1), rank},
                        TensorOptions.of(floatingDtype(matrix.dtype()), matrix.device()));
        Tensor basis = orthogonal(difference(matrix, mean, random));
        Tensor transposed = matrix.mH();
        Tensor transposedMean = mean == null ? null : mean.mH();
        for (int i = 0; i < iterations; i++) {
            basis = orthogonal(difference(transposed, transposedMean, basis));
            basis = orthogonal(difference(matrix, mean, basis));
        }
        return basis;
    }

    private static DType floatingDtype(DType dtype) {
        return switch (dtype) {
            case FLOAT16, FLOAT32, FLOAT64 -> dtype;
            default -> dtype.isComplex() ? dtype : DType.FLOAT32;
        };
    }

    private static Tensor orthogonal(Tensor columns) {
        return AtenLinalg.linalg_qr(columns, "reduced").q();
    }

    private static Tensor difference(Tensor matrix, Tensor mean, Tensor factor) {
        Tensor product = matrix.matmul(factor);
        return mean == null ? product : product.sub(mean.matmul(factor));
    }

    private static Tensor product(Tensor factor, Tensor matrix, Tensor mean) {
        Tensor product = factor.matmul(matrix);
        return mean == null ? product : product.sub(factor.matmul(mean));
    }
}
