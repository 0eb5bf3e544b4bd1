package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Iterations;
import org.panamatorch.nn.Parametrization;
import org.panamatorch.nn.UnaryModule;

/** A tensor divided by its largest singular value, Python's {@code _SpectralNorm}. */
final class SpectralNormParametrization extends UnaryModule implements Parametrization {
    private static final String U = "_u";
    private static final String V = "_v";
    private static final int FIRST_ITERATIONS = 15;

    private final long iterations;
    private final long dim;
    private final double eps;

    SpectralNormParametrization(Tensor weight, long iterations, long dim, double eps) {
        long dims = weight.dim();
        if (dim >= dims || dim < -dims) {
            throw new TorchException(
                    Kind.INDEX,
                    "Dimension out of range (expected to be in range of [-"
                            + dims
                            + ", "
                            + (dims - 1)
                            + "] but got "
                            + dim
                            + ")");
        }
        requireCount(iterations);
        this.iterations = iterations;
        this.dim = dim >= 0 ? dim : dim + dims;
        this.eps = eps;
        if (dims > 1) {
            try (var _ = new TensorScope()) {
                Tensor matrix = PowerIteration.matrix(weight, this.dim);
                Tensor u = matrix.newEmpty(matrix.size(0)).normal_(0, 1);
                Tensor v = matrix.newEmpty(matrix.size(1)).normal_(0, 1);
                registerBuffer(U, PowerIteration.normalized(u, eps));
                registerBuffer(V, PowerIteration.normalized(v, eps));
                iterate(matrix, FIRST_ITERATIONS);
            }
        }
    }

    static void requireCount(long iterations) {
        if (iterations <= 0) {
            throw new TorchException(
                    Kind.VALUE,
                    "Expected n_power_iterations to be positive, but got n_power_iterations="
                            + iterations);
        }
        Iterations.requireFew(iterations, "n_power_iterations", "spectral_norm");
    }

    private void iterate(Tensor matrix, long times) {
        try (var _ = Torch.noGrad()) {
            for (long i = 0; i < times; i++) {
                PowerIteration.set(buffer(U), matrix.mv(buffer(V)), eps);
                PowerIteration.set(buffer(V), adjoint(matrix).mv(buffer(U)), eps);
            }
        }
    }

    private static Tensor adjoint(Tensor matrix) {
        return matrix.dtype().isComplex() ? matrix.mH() : matrix.mT();
    }

    @Override
    protected Tensor forward(Tensor weight) {
        if (weight.dim() == 1) {
            return PowerIteration.normalized(weight, eps);
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor matrix = PowerIteration.matrix(weight, dim);
            if (isTraining()) {
                iterate(matrix, iterations);
            }
            // Clones, as the next iteration changes the buffers, and backward needs them.
            Tensor sigma = buffer(U).clone().vdot(matrix.mv(buffer(V).clone()));
            return scope.keep(weight.div(sigma));
        }
    }

    @Override
    public Tensor rightInverse(Tensor value) {
        return value;
    }

    @Override
    protected String typeName() {
        return "_SpectralNorm";
    }
}
