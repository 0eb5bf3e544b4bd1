package org.panamatorch.distributions;

import org.panamatorch.Linalg;
import org.panamatorch.Tensor;

/**
 * From matrices to positive definite ones, by their lower triangles.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.PositiveDefiniteTransform">torch.distributions.transforms.PositiveDefiniteTransform</a>
 */
public final class PositiveDefiniteTransform extends Transform {

    /** Makes the transform. */
    public PositiveDefiniteTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new PositiveDefiniteTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof PositiveDefiniteTransform;
    }

    @Override
    public Constraint domain() {
        return Constraints.independent(Constraints.real(), 2);
    }

    @Override
    public Constraint codomain() {
        return Constraints.positiveDefinite();
    }

    @Override
    protected Tensor forward(Tensor x) {
        Tensor factor = new LowerCholeskyTransform().forward(x);
        return factor.matmul(factor.mT());
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return new LowerCholeskyTransform().inverse(Linalg.cholesky(y));
    }
}
