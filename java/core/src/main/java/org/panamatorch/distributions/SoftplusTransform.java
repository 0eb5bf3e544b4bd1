package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.nn.Functional;

/**
 * y = log(1 + exp(x)), and x itself where x is above 20.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.SoftplusTransform">torch.distributions.transforms.SoftplusTransform</a>
 */
public final class SoftplusTransform extends Transform {

    /** Makes the transform. */
    public SoftplusTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new SoftplusTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof SoftplusTransform;
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
        return Functional.softplus(x);
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.neg().expm1().neg().log().add(y);
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return Functional.softplus(x.neg()).neg();
    }
}
