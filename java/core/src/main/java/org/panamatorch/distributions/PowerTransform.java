package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;

/**
 * y = x ** exponent, for positive numbers.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.PowerTransform">torch.distributions.transforms.PowerTransform</a>
 */
public final class PowerTransform extends Transform {
    private final Tensor exponent;

    /**
     * Makes a transform.
     *
     * @param exponent the exponent, which broadcasts to the inputs
     */
    public PowerTransform(Tensor exponent) {
        this.exponent = Arguments.present(exponent, "PowerTransform", "exponent", "a tensor");
    }

    /**
     * Makes a transform.
     *
     * @param exponent the exponent
     */
    public PowerTransform(double exponent) {
        this(Torch.tensor(exponent));
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new PowerTransform(exponent);
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof PowerTransform power
                && exponent.eq(power.exponent).all().itemBoolean();
    }

    @Override
    public Constraint domain() {
        return Constraints.positive();
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
        return exponent.sign();
    }

    @Override
    protected Tensor forward(Tensor x) {
        return x.pow(exponent);
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.pow(Torch.div(1, exponent));
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return exponent.mul(y).div(x).abs().log();
    }

    @Override
    public Shape forwardShape(Shape shape) {
        return Torch.broadcastShapes(present(shape, "forwardShape"), exponent.shape());
    }

    @Override
    public Shape inverseShape(Shape shape) {
        return Torch.broadcastShapes(present(shape, "inverseShape"), exponent.shape());
    }
}
