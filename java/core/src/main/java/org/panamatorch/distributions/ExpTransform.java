package org.panamatorch.distributions;

import org.panamatorch.Tensor;

/**
 * y = exp(x).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.ExpTransform">torch.distributions.transforms.ExpTransform</a>
 */
public final class ExpTransform extends Transform {

    /** Makes the transform. */
    public ExpTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new ExpTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof ExpTransform;
    }

    @Override
    public Constraint domain() {
        return Constraints.real();
    }

    @Override
    public Constraint codomain() {
        return Constraints.positive();
    }

    @Override
    public boolean bijective() {
        return true;
    }

    @Override
    public Tensor sign() {
        return signOf(1);
    }

    @Override
    protected Tensor forward(Tensor x) {
        return x.exp();
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.log();
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return x;
    }
}
