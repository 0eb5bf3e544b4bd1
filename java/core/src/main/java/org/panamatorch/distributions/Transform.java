package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.PythonText;

import java.util.Collection;
import java.util.Locale;

/**
 * An invertible function with a logarithm of the absolute value of its Jacobian's determinant.
 *
 * <p>{@link #withCache} keeps the latest pair of values, so that what is expensive to invert need
 * not be inverted. One of your own defines {@link #forward} and {@link #inverse}, and {@link
 * #logAbsDetJacobian} where it is {@link #bijective}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.Transform">torch.distributions.transforms.Transform</a>
 */
public abstract class Transform {
    private int cacheSize;
    private Tensor cachedInput;
    private Tensor cachedOutput;
    private Transform inverse;

    /** Makes a transform without cache. */
    protected Transform() {}

    /**
     * Where the inputs are.
     *
     * @return the constraint
     */
    public abstract Constraint domain();

    /**
     * Where the outputs are.
     *
     * @return the constraint
     */
    public abstract Constraint codomain();

    /**
     * Whether each output has one input.
     *
     * @return false unless a transform says otherwise
     */
    public boolean bijective() {
        return false;
    }

    /**
     * The sign of the Jacobian's determinant.
     *
     * @return 1, -1 or 0, as an integer where it does not depend on tensors
     */
    public Tensor sign() {
        throw notImplemented("sign");
    }

    /**
     * How many last dimensions are one event.
     *
     * @return those of the domain and of the codomain
     * @throws TorchException if these differ
     */
    public int eventDim() {
        if (domain().eventDim() != codomain().eventDim()) {
            throw Distribution.invalid(
                    "Please use either .domain.event_dim or .codomain.event_dim");
        }
        return domain().eventDim();
    }

    /**
     * The inverse, whose inverse is this.
     *
     * @return the transform
     */
    public Transform inv() {
        if (inverse == null) {
            pair(inverted());
        }
        return inverse;
    }

    final Transform pair(Transform other) {
        inverse = other;
        other.inverse = this;
        return other;
    }

    Transform inverted() {
        return new InverseTransform(this);
    }

    /**
     * The same transform with a cache of the latest pair of values.
     *
     * @return the transform
     */
    public final Transform withCache() {
        return withCache(1);
    }

    /**
     * The same transform with or without a cache.
     *
     * @param size how many pairs of values to keep: 0 or 1
     * @return this if it has such a cache
     * @throws TorchException for other sizes
     */
    public Transform withCache(int size) {
        if (size == cacheSize) {
            return this;
        }
        if (size != 0 && size != 1) {
            throw Distribution.invalid("cache_size must be 0 or 1");
        }
        Transform copy = copied(size);
        copy.cacheSize = size;
        return copy;
    }

    final int cacheSize() {
        return cacheSize;
    }

    /**
     * A new transform that does the same.
     *
     * @param cacheSize of the transforms that it is made of
     * @return the transform
     */
    protected Transform copied(int cacheSize) {
        throw new TorchException(
                TorchException.Kind.NOT_IMPLEMENTED,
                "<class '" + PythonText.classOf(getClass()) + "'>.with_cache is not implemented");
    }

    /**
     * Transforms.
     *
     * @param x (*, event)
     * @return (*, event)
     */
    public Tensor call(Tensor x) {
        Tensor input = present(x, "call", "x");
        if (cacheSize == 0) {
            return forward(input);
        }
        if (input == cachedInput && !cachedOutput.isClosed()) {
            return cachedOutput;
        }
        return kept(input, forward(input)).cachedOutput;
    }

    /** Inverts, for {@link #inv}. */
    Tensor callInverse(Tensor y) {
        if (cacheSize == 0) {
            return inverse(y);
        }
        if (y == cachedOutput && !cachedInput.isClosed()) {
            return cachedInput;
        }
        return kept(inverse(y), y).cachedInput;
    }

    private Transform kept(Tensor x, Tensor y) {
        cachedInput = x;
        cachedOutput = y;
        return this;
    }

    /**
     * Computes {@link #call}.
     *
     * @param x (*, event)
     * @return (*, event)
     */
    protected Tensor forward(Tensor x) {
        throw notImplemented("forward");
    }

    /**
     * Computes the inverse.
     *
     * @param y (*, event)
     * @return (*, event)
     */
    protected Tensor inverse(Tensor y) {
        throw notImplemented("inverse");
    }

    /**
     * The logarithm of the absolute value of the Jacobian's determinant.
     *
     * @param x the input
     * @param y the output
     * @return (*)
     */
    public final Tensor logAbsDetJacobian(Tensor x, Tensor y) {
        return logDeterminant(
                present(x, "logAbsDetJacobian", "x"), present(y, "logAbsDetJacobian", "y"));
    }

    /**
     * Computes {@link #logAbsDetJacobian}.
     *
     * @param x the input
     * @param y the output
     * @return (*)
     */
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        throw notImplemented("logAbsDetJacobian");
    }

    /**
     * The shape of an output.
     *
     * @param shape the input's
     * @return the same, unless a transform says otherwise
     */
    public Shape forwardShape(Shape shape) {
        return present(shape, "forwardShape");
    }

    /**
     * The shape of an input.
     *
     * @param shape the output's
     * @return the same, unless a transform says otherwise
     */
    public Shape inverseShape(Shape shape) {
        return present(shape, "inverseShape");
    }

    /** A shape of so many dimensions at least. */
    final Shape shapeOf(int dims, Shape shape, String method) {
        if (present(shape, method).dim() < dims) {
            throw tooFewDimensions();
        }
        return shape;
    }

    static TorchException tooFewDimensions() {
        return Distribution.invalid("Too few dimensions on input");
    }

    final Shape present(Shape shape, String method) {
        return Arguments.present(shape, operation(method), "shape", "a shape");
    }

    final Tensor present(Tensor tensor, String method, String name) {
        return Arguments.present(tensor, operation(method), name, "a tensor");
    }

    private String operation(String method) {
        return getClass().getSimpleName() + "." + method;
    }

    private TorchException notImplemented(String method) {
        return new TorchException(
                TorchException.Kind.NOT_IMPLEMENTED, operation(method) + " is not implemented");
    }

    static Tensor signOf(long sign) {
        return Torch.tensor(Long.valueOf(sign));
    }

    static long sum(Collection<Long> lengths) {
        return lengths.stream().mapToLong(Long::longValue).sum();
    }

    static void requireDim(int dim, Tensor tensor, String what) {
        if (dim < -tensor.dim() || dim >= tensor.dim()) {
            throw Distribution.invalid(
                    String.format(
                            Locale.ROOT,
                            "dim %d out of range for %s with %d dimensions",
                            dim,
                            what,
                            tensor.dim()));
        }
    }

    /**
     * Whether another transform, which is not this one, does the same.
     *
     * @param other the transform
     * @return false unless a transform says otherwise
     */
    protected boolean isSameAs(Transform other) {
        return false;
    }

    /**
     * Whether another transform is known to do the same, as Python compares them.
     *
     * @param object the transform
     */
    @Override
    public final boolean equals(Object object) {
        return object == this || object instanceof Transform other && isSameAs(other);
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }

    /**
     * The transform as Python prints it.
     *
     * @return a text such as {@code ExpTransform()}
     */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "()";
    }
}
