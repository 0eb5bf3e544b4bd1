package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.nn.Functional;

/**
 * y = 1 / (1 + exp(-x)), kept from 0 and 1.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.SigmoidTransform">torch.distributions.transforms.SigmoidTransform</a>
 */
public final class SigmoidTransform extends Transform {

    /** Makes the transform. */
    public SigmoidTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new SigmoidTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof SigmoidTransform;
    }

    @Override
    public Constraint domain() {
        return Constraints.real();
    }

    @Override
    public Constraint codomain() {
        return Constraints.unitInterval();
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
        return Probabilities.ofLogOdds(x)
                .clamp(FloatInfo.of(x).tiny(), 1.0 - FloatInfo.of(x).eps());
    }

    @Override
    protected Tensor inverse(Tensor y) {
        Tensor inner = y.clamp(FloatInfo.of(y).tiny(), 1.0 - FloatInfo.of(y).eps());
        return inner.log().sub(inner.neg().log1p());
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return Functional.softplus(x.neg()).neg().sub(Functional.softplus(x));
    }
}
