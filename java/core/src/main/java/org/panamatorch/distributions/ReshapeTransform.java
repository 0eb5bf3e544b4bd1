package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.Shapes;

/**
 * Another shape of the event.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.ReshapeTransform">torch.distributions.transforms.ReshapeTransform</a>
 */
public final class ReshapeTransform extends Transform {
    private final Shape inShape;
    private final Shape outShape;

    /**
     * Makes a transform.
     *
     * @param inShape the shape of the inputs' events
     * @param outShape that of the outputs' events, of as many elements
     * @throws TorchException if it has not as many
     */
    public ReshapeTransform(Shape inShape, Shape outShape) {
        this.inShape = Arguments.present(inShape, "ReshapeTransform", "inShape", "a shape");
        this.outShape = Arguments.present(outShape, "ReshapeTransform", "outShape", "a shape");
        if (inShape.numel() != outShape.numel()) {
            throw Distribution.invalid("in_shape, out_shape have different numbers of elements");
        }
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new ReshapeTransform(inShape, outShape);
    }

    @Override
    public Constraint domain() {
        return Constraints.independent(Constraints.real(), inShape.dim());
    }

    @Override
    public Constraint codomain() {
        return Constraints.independent(Constraints.real(), outShape.dim());
    }

    @Override
    public boolean bijective() {
        return true;
    }

    private static Shape batch(Tensor value, Shape event) {
        return Shapes.first(value.shape(), value.dim() - event.dim());
    }

    @Override
    protected Tensor forward(Tensor x) {
        return x.reshape(Shapes.join(batch(x, inShape), outShape));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.reshape(Shapes.join(batch(y, outShape), inShape));
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return x.newZeros(batch(x, inShape));
    }

    private Shape replaced(Shape shape, Shape from, Shape to, String method) {
        Shape event = Shapes.last(shapeOf(from.dim(), shape, method), from.dim());
        if (!event.equals(from)) {
            throw Distribution.invalid("Shape mismatch: expected " + event + " but got " + from);
        }
        return Shapes.join(Shapes.first(shape, shape.dim() - from.dim()), to);
    }

    @Override
    public Shape forwardShape(Shape shape) {
        return replaced(shape, inShape, outShape, "forwardShape");
    }

    @Override
    public Shape inverseShape(Shape shape) {
        return replaced(shape, outShape, inShape, "inverseShape");
    }
}
