package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Shapes;
import org.panamatorch.nn.Functional;

/**
 * From vectors of N - 1 numbers to those of N of sum 1, by breaking a piece off a stick for each.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.StickBreakingTransform">torch.distributions.transforms.StickBreakingTransform</a>
 */
public final class StickBreakingTransform extends Transform {

    /** Makes the transform. */
    public StickBreakingTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new StickBreakingTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof StickBreakingTransform;
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
    public boolean bijective() {
        return true;
    }

    /** One more than how many numbers follow each. */
    private static Tensor offsets(Tensor like, long from, long count) {
        return Torch.sub(from, like.newOnes(count).cumsum(-1));
    }

    @Override
    protected Tensor forward(Tensor x) {
        Tensor offset = offsets(x, x.size(-1) + 1, x.size(-1));
        Tensor z = new SigmoidTransform().forward(x.sub(offset.log()));
        Tensor rest = Torch.sub(1, z).cumprod(-1);
        return Functional.pad(z, new long[] {0, 1}, o -> o.value(1))
                .mul(Functional.pad(rest, new long[] {1, 0}, o -> o.value(1)));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        Tensor pieces = allButLast(y);
        Tensor offset = offsets(y, y.size(-1), pieces.size(-1));
        Tensor rest = Torch.sub(1, pieces.cumsum(-1)).clamp(FloatInfo.of(y).tiny());
        return pieces.log().sub(rest.log()).add(offset.log());
    }

    private static Tensor allButLast(Tensor y) {
        return y.narrow(-1, 0, y.size(-1) - 1);
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        Tensor shifted = x.sub(offsets(x, x.size(-1) + 1, x.size(-1)).log());
        return shifted.neg().add(Functional.logsigmoid(shifted)).add(allButLast(y).log()).sum(-1);
    }

    @Override
    public Shape forwardShape(Shape shape) {
        Shape event = shapeOf(1, shape, "forwardShape");
        return Shapes.join(Shapes.first(event, -1), Shape.of(event.size(-1) + 1));
    }

    @Override
    public Shape inverseShape(Shape shape) {
        Shape event = shapeOf(1, shape, "inverseShape");
        return Shapes.join(Shapes.first(event, -1), Shape.of(event.size(-1) - 1));
    }
}
