package org.panamatorch.distributions;

import org.panamatorch.DType;
import org.panamatorch.Linalg;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Shapes;

import java.util.function.Supplier;

/** The constraints of matrices. */
final class MatrixConstraints {
    // How far a symmetric matrix may be from its transpose.
    private static final double TOLERANCE = 1e-6;
    // Of eps and the size: how far the norm of a row of a factor may be from 1.
    private static final double NORM_TOLERANCE = 10;

    private MatrixConstraints() {}

    private abstract static class Matrix extends Constraint {
        @Override
        public int eventDim() {
            return 2;
        }

        /** A further condition where the first one holds for all, else the first. */
        static Tensor andThen(Tensor first, Supplier<Tensor> further) {
            return first.all().itemBoolean() ? further.get() : first;
        }

        static Tensor isLower(Tensor value) {
            return Shapes.allLast(value.tril().eq(value), 2);
        }

        static Tensor isLowerFactor(Tensor value) {
            Tensor diagonal = value.diagonal(o -> o.dim1(-2).dim2(-1));
            return isLower(value).bitwiseAnd(diagonal.gt(0).all(-1));
        }
    }

    static final class LowerTriangular extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            return isLower(value);
        }
    }

    static final class LowerCholesky extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            return isLowerFactor(value);
        }
    }

    static final class CorrCholesky extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            double tolerance = FloatInfo.of(value).eps() * value.size(-1) * NORM_TOLERANCE;
            Tensor norms = Linalg.norm(value.detach(), o -> o.dim(-1));
            return isLowerFactor(value).bitwiseAnd(norms.sub(1.0).abs().le(tolerance).all(-1));
        }
    }

    static class Square extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            return Torch.full(
                    Shapes.first(value.shape(), -2),
                    Scalar.of(value.size(-2) == value.size(-1)),
                    TensorOptions.of(DType.BOOL, value.device()));
        }
    }

    static class Symmetric extends Square {
        @Override
        protected Tensor holds(Tensor value) {
            return andThen(
                    super.holds(value),
                    () -> value.isclose(value.mT(), o -> o.atol(TOLERANCE)).all(-2).all(-1));
        }
    }

    static final class PositiveSemidefinite extends Symmetric {
        @Override
        protected Tensor holds(Tensor value) {
            return andThen(super.holds(value), () -> Linalg.eigvalsh(value).ge(0).all(-1));
        }
    }

    static final class PositiveDefinite extends Symmetric {
        @Override
        protected Tensor holds(Tensor value) {
            return andThen(super.holds(value), () -> Linalg.choleskyEx(value).info().eq(0));
        }
    }
}
