package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.Functional;

/**
 * y = tanh(x).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.TanhTransform">torch.distributions.transforms.TanhTransform</a>
 */
public final class TanhTransform extends Transform {

    /** Makes the transform. */
    public TanhTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new TanhTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof TanhTransform;
    }

    @Override
    public Constraint domain() {
        return Constraints.real();
    }

    @Override
    public Constraint codomain() {
        return Constraints.interval(-1.0, 1.0);
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
        return x.tanh();
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.atanh();
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return Torch.sub(Math.log(2), x).sub(Functional.softplus(x.mul(-2))).mul(2);
    }
}
