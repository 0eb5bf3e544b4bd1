package org.panamatorch.internal.distributions;

import org.panamatorch.Index;
import org.panamatorch.Linalg;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Matrix computations of multivariate normal distributions. */
public final class Matrices {
    private Matrices() {}

    /** Products of matrices and vectors. */
    public static Tensor times(Tensor matrix, Tensor vector) {
        return matrix.matmul(vector.unsqueeze(-1)).squeeze(-1);
    }

    /** Sums of the logarithms of diagonals. */
    public static Tensor logDiagonal(Tensor matrix) {
        return matrix.diagonal(o -> o.dim1(-2).dim2(-1)).log().sum(-1);
    }

    /**
     * The squared Mahalanobis distances of vectors. Python's layout of the solutions decides the
     * last bits, so it is this one.
     *
     * @param factor (*, N, N), a lower Cholesky factor of the covariance
     * @param x (*, N)
     */
    public static Tensor mahalanobis(Tensor factor, Tensor x) {
        long n = x.size(-1);
        Shape batch = Shapes.first(x.shape(), -1);
        int factorDims = factor.dim() - 2;
        int outerDims = batch.dim() - factorDims;
        int split = outerDims + 2 * factorDims;
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < outerDims; i++) {
            sizes.add(x.size(i));
        }
        for (int i = 0; i < factorDims; i++) {
            sizes.add(x.size(outerDims + i) / factor.size(i));
            sizes.add(factor.size(i));
        }
        sizes.add(n);
        IntStream outer = IntStream.range(0, outerDims);
        IntStream even = IntStream.range(0, factorDims).map(i -> outerDims + 2 * i);
        IntStream odd = IntStream.range(0, factorDims).map(i -> outerDims + 2 * i + 1);
        Tensor grouped =
                x.reshape(array(sizes.stream().mapToLong(Long::longValue)))
                        .permute(
                                array(
                                        Stream.of(outer, even, odd, IntStream.of(split))
                                                .flatMapToInt(each -> each)
                                                .asLongStream()));
        Tensor flatFactor = factor.reshape(-1, n, n);
        Tensor swapped = grouped.reshape(-1, flatFactor.size(0), n).permute(1, 2, 0);
        Tensor distances = Linalg.solveTriangular(flatFactor, swapped, false).pow(2).sum(-2).t();
        LongStream back =
                IntStream.range(0, factorDims)
                        .flatMap(i -> IntStream.of(outerDims + i, batch.dim() + i))
                        .asLongStream();
        return distances
                .reshape(Shapes.first(grouped.shape(), -1))
                .permute(array(LongStream.concat(LongStream.range(0, outerDims), back)))
                .reshape(batch);
    }

    private static long[] array(LongStream numbers) {
        return numbers.toArray();
    }

    /** The lower Cholesky factor of the inverse. */
    public static Tensor factorOfInverse(Tensor precision) {
        Tensor flipped = Linalg.cholesky(precision.flip(-2, -1));
        Tensor inverse = flipped.flip(-2, -1).transpose(-2, -1);
        Tensor identity =
                Torch.eye(
                        precision.size(-1),
                        TensorOptions.of(precision.dtype(), precision.device()));
        return Linalg.solveTriangular(inverse, identity, false);
    }

    /** W.T / D. */
    public static Tensor scaled(Tensor factor, Tensor diagonal) {
        return factor.mT().div(diagonal.unsqueeze(-2));
    }

    /** The products of matrices and 1 on their diagonal. */
    public static Tensor plusIdentity(Tensor product) {
        long n = product.size(-1);
        Tensor sum = product.contiguous();
        sum.view(-1, n * n).index(Index.all(), Index.all().by(n + 1)).add_(1);
        return sum;
    }

    /** The Cholesky factor of the capacitance, I + W.T inv(D) W. */
    public static Tensor capacitance(Tensor factor, Tensor diagonal) {
        return Linalg.cholesky(plusIdentity(scaled(factor, diagonal).matmul(factor)));
    }

    /** The logarithm of the determinant of W W.T + D. */
    public static Tensor logDeterminant(Tensor diagonal, Tensor capacitance) {
        return logDiagonal(capacitance).mul(2).add(diagonal.log().sum(-1));
    }

    /** The squared Mahalanobis distances of vectors for the covariance W W.T + D. */
    public static Tensor mahalanobis(Tensor factor, Tensor diagonal, Tensor x, Tensor capacitance) {
        Tensor projected = times(scaled(factor, diagonal), x);
        return x.pow(2).div(diagonal).sum(-1).sub(mahalanobis(capacitance, projected));
    }

    /** The traces of X X.T. */
    public static Tensor traceOfSquare(Tensor matrix) {
        long elements = matrix.size(-1) * matrix.size(-2);
        return matrix.reshape(-1, elements)
                .pow(2)
                .sum(-1)
                .reshape(Shapes.first(matrix.shape(), -2));
    }
}
