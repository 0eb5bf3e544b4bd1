package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;

/**
 * From vectors to those of sum 1 by exp(x), and back by log(y), which is not the inverse.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.SoftmaxTransform">torch.distributions.transforms.SoftmaxTransform</a>
 */
public final class SoftmaxTransform extends Transform {

    /** Makes the transform. */
    public SoftmaxTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new SoftmaxTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof SoftmaxTransform;
    }

    @Override
    public Constraint domain() {
        return Constraints.realVector();
    }

    @Override
    public Constraint codomain() {
        return Constraints.simplex();
    }

    @Override
    protected Tensor forward(Tensor x) {
        Tensor probs = x.sub(x.max(-1, true).values()).exp();
        return probs.div(probs.sum(-1, true));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.log();
    }

    @Override
    public Shape forwardShape(Shape shape) {
        return shapeOf(1, shape, "forwardShape");
    }

    @Override
    public Shape inverseShape(Shape shape) {
        return shapeOf(1, shape, "inverseShape");
    }
}
