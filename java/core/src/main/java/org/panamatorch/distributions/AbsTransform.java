package org.panamatorch.distributions;

import org.panamatorch.Tensor;

/**
 * y = |x|, which the inverse leaves as it is.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.AbsTransform">torch.distributions.transforms.AbsTransform</a>
 */
public final class AbsTransform extends Transform {

    /** Makes the transform. */
    public AbsTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new AbsTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof AbsTransform;
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
    protected Tensor forward(Tensor x) {
        return x.abs();
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y;
    }
}
