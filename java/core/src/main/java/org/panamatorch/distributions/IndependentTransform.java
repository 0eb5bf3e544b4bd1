package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.Shapes;

/**
 * Another transform whose last dimensions of the batch are dimensions of the event.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.IndependentTransform">torch.distributions.transforms.IndependentTransform</a>
 */
public final class IndependentTransform extends Transform {
    private final Transform base;
    private final int dims;

    /**
     * Makes a transform of another.
     *
     * @param baseTransform the transform
     * @param reinterpretedBatchNdims how many dimensions more the events have
     */
    public IndependentTransform(Transform baseTransform, int reinterpretedBatchNdims) {
        Arguments.requirePresent(
                baseTransform, "IndependentTransform", "baseTransform", "a transform");
        this.base = baseTransform.withCache(0);
        this.dims = reinterpretedBatchNdims;
    }

    private IndependentTransform(Transform base, int dims, int cacheSize) {
        this.base = base.withCache(cacheSize);
        this.dims = dims;
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new IndependentTransform(base, dims, cacheSize);
    }

    @Override
    public Constraint domain() {
        return Constraints.independent(base.domain(), dims);
    }

    @Override
    public Constraint codomain() {
        return Constraints.independent(base.codomain(), dims);
    }

    @Override
    public boolean bijective() {
        return base.bijective();
    }

    @Override
    public Tensor sign() {
        return base.sign();
    }

    private static Tensor event(Tensor value, Constraint region) {
        if (value.dim() < region.eventDim()) {
            throw tooFewDimensions();
        }
        return value;
    }

    @Override
    protected Tensor forward(Tensor x) {
        return base.call(event(x, domain()));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return base.inv().call(event(y, codomain()));
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return Shapes.sumLast(base.logAbsDetJacobian(x, y), dims);
    }

    @Override
    public Shape forwardShape(Shape shape) {
        return base.forwardShape(shape);
    }

    @Override
    public Shape inverseShape(Shape shape) {
        return base.inverseShape(shape);
    }

    @Override
    public String toString() {
        return "IndependentTransform(" + base + ", " + dims + ")";
    }
}
