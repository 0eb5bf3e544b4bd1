package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.Shapes;

/**
 * y = loc + scale * x.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.AffineTransform">torch.distributions.transforms.AffineTransform</a>
 */
public final class AffineTransform extends Transform {
    // Tensors or numbers.
    private final Object loc;
    private final Object scale;
    private final int eventDim;

    private AffineTransform(Object loc, Object scale, int eventDim) {
        this.loc = Arguments.present(loc, "AffineTransform", "loc", "a tensor or number");
        this.scale = Arguments.present(scale, "AffineTransform", "scale", "a tensor or number");
        this.eventDim = eventDim;
    }

    /**
     * Makes a transform of single numbers.
     *
     * @param loc what is added
     * @param scale what is multiplied with
     */
    public AffineTransform(Tensor loc, Tensor scale) {
        this(loc, scale, 0);
    }

    /**
     * Makes a transform of single numbers.
     *
     * @param loc what is added
     * @param scale what is multiplied with
     */
    public AffineTransform(Number loc, Tensor scale) {
        this(loc, scale, 0);
    }

    /**
     * Makes a transform of single numbers.
     *
     * @param loc what is added
     * @param scale what is multiplied with
     */
    public AffineTransform(Tensor loc, Number scale) {
        this(loc, scale, 0);
    }

    /**
     * Makes a transform of single numbers.
     *
     * @param loc what is added
     * @param scale what is multiplied with
     */
    public AffineTransform(Number loc, Number scale) {
        this(loc, scale, 0);
    }

    /**
     * The same transform of events of several dimensions.
     *
     * @param dims how many last dimensions are one event
     * @return a new transform
     */
    public AffineTransform eventDim(int dims) {
        return new AffineTransform(loc, scale, dims);
    }

    /** The transform between bounds that are tensors or numbers. */
    static AffineTransform between(Object lower, Object upper) {
        if (lower instanceof Number low && upper instanceof Number high) {
            return new AffineTransform(low, high.doubleValue() - low.doubleValue());
        }
        if (upper instanceof Tensor high) {
            return new AffineTransform(
                    lower,
                    lower instanceof Tensor low ? high.sub(low) : high.sub((Number) lower),
                    0);
        }
        return new AffineTransform(lower, Torch.sub((Number) upper, (Tensor) lower), 0);
    }

    /** The transform from a bound that is a tensor or number. */
    static AffineTransform from(Object bound, Number scale) {
        return new AffineTransform(bound, scale, 0);
    }

    @Override
    protected Transform copied(int cacheSize) {
        return eventDim(eventDim);
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof AffineTransform affine
                && areSame(loc, affine.loc)
                && areSame(scale, affine.scale);
    }

    private static boolean areSame(Object a, Object b) {
        if (a instanceof Number one && b instanceof Number other) {
            return one.doubleValue() == other.doubleValue();
        }
        Tensor tensor = (Tensor) (a instanceof Tensor ? a : b);
        Object other = tensor == a ? b : a;
        Tensor same = other instanceof Tensor each ? tensor.eq(each) : tensor.eq((Number) other);
        return same.all().itemBoolean();
    }

    @Override
    public int eventDim() {
        return eventDim;
    }

    @Override
    public Constraint domain() {
        return ComposeTransform.ofDim(Constraints.real(), eventDim);
    }

    @Override
    public Constraint codomain() {
        return domain();
    }

    @Override
    public boolean bijective() {
        return true;
    }

    @Override
    public Tensor sign() {
        return scale instanceof Tensor tensor
                ? tensor.sign()
                : signOf((long) Math.signum(((Number) scale).doubleValue()));
    }

    @Override
    protected Tensor forward(Tensor x) {
        Tensor scaled = scale instanceof Tensor tensor ? tensor.mul(x) : x.mul((Number) scale);
        return loc instanceof Tensor tensor ? tensor.add(scaled) : scaled.add((Number) loc);
    }

    @Override
    protected Tensor inverse(Tensor y) {
        Tensor moved = loc instanceof Tensor tensor ? y.sub(tensor) : y.sub((Number) loc);
        return scale instanceof Tensor tensor ? moved.div(tensor) : moved.div((Number) scale);
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        Tensor result =
                scale instanceof Tensor tensor
                        ? tensor.abs().log()
                        : Torch.fullLike(x, Math.log(Math.abs(((Number) scale).doubleValue())));
        return Shapes.sumLast(result, eventDim).expand(Shapes.first(x.shape(), x.dim() - eventDim));
    }

    private Shape broadcast(Shape shape) {
        return Torch.broadcastShapes(shape, shapeOf(loc), shapeOf(scale));
    }

    private static Shape shapeOf(Object value) {
        return value instanceof Tensor tensor ? tensor.shape() : Shape.of();
    }

    @Override
    public Shape forwardShape(Shape shape) {
        return broadcast(present(shape, "forwardShape"));
    }

    @Override
    public Shape inverseShape(Shape shape) {
        return broadcast(present(shape, "inverseShape"));
    }
}
