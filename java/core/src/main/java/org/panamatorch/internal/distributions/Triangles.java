package org.panamatorch.internal.distributions;

import org.panamatorch.DType;
import org.panamatorch.Index;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;

import java.util.Locale;

/** Lower triangles of matrices, and vectors of their elements in the order of rows. */
public final class Triangles {
    private Triangles() {}

    private static Index[] below(long n, int diagonal, Tensor like) {
        Tensor range = Torch.arange(n, TensorOptions.of(DType.INT64, like.device()));
        return new Index[] {
            Index.ellipsis(), Index.of(range.lt(range.view(-1, 1).add(diagonal + 1)))
        };
    }

    /**
     * The elements of lower triangles.
     *
     * @param matrix (*, N, N)
     * @param diagonal up to which diagonal
     */
    public static Tensor toVector(Tensor matrix, int diagonal) {
        long n = matrix.size(-1);
        if (diagonal < -n || diagonal >= n) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    String.format(
                            Locale.ROOT,
                            "diag (%d) provided is outside [%d, %d].",
                            diagonal,
                            -n,
                            n - 1));
        }
        return matrix.index(below(n, diagonal, matrix));
    }

    /**
     * Matrices whose lower triangles have these elements, and zeros above.
     *
     * @param vector (*, number of elements)
     * @param diagonal up to which diagonal
     */
    public static Tensor toMatrix(Tensor vector, int diagonal) {
        double step = 1 + 2 * diagonal;
        double root =
                Math.sqrt(
                        step * step
                                + 8 * vector.size(-1)
                                + 4 * Math.abs(diagonal) * (diagonal + 1));
        double size = (root - step) / 2;
        long n = Math.round(size);
        if (n - size > FloatInfo.of(vector).eps()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "The size of last dimension is "
                            + vector.size(-1)
                            + " which cannot be expressed as the lower triangular part of a square"
                            + " D x D matrix.");
        }
        Shape batch = Shapes.first(vector.shape(), -1);
        Tensor matrix = vector.newZeros(Shapes.join(batch, Shape.of(n, n)));
        return matrix.setAt(vector, below(n, diagonal, vector));
    }
}
