package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.PythonText;
import org.panamatorch.internal.distributions.Shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A probability distribution.
 *
 * <p>One of your own says what its {@link #argConstraints} and its {@link #support} are, and
 * defines of {@link #reparameterized}, {@link #drawn}, {@link #logDensity}, {@link #cumulative} and
 * {@link #quantile} what it can: the methods that users call check their arguments first.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.distribution.Distribution">torch.distributions.Distribution</a>
 */
public abstract class Distribution {
    /** Euler's constant. */
    static final double EULER = 0.57721566490153286060;

    private static volatile boolean validatesByDefault = true;

    private final Map<String, Tensor> parameters;
    private final Shape batchShape;
    private final Shape eventShape;
    private final Boolean validateArgs;

    /**
     * Makes a distribution, and checks its parameters unless that is not wanted.
     *
     * @param parameters the tensors and shapes
     * @throws TorchException if a parameter is not within its constraint
     */
    // What the check calls depends on parameters alone.
    @SuppressWarnings("this-escape")
    protected Distribution(Parameters parameters) {
        this.parameters = new ConcurrentHashMap<>(parameters.tensors());
        this.batchShape = parameters.batchShape();
        this.eventShape = parameters.eventShape();
        this.validateArgs = parameters.validateArgs();
        if (!parameters.isValid() && validatesArgs()) {
            argConstraints().forEach(this::validateParameter);
        }
    }

    /**
     * Whether distributions check parameters and values where nothing else is said; at first they
     * do.
     *
     * @param value whether they do
     */
    public static void setDefaultValidateArgs(boolean value) {
        validatesByDefault = value;
    }

    private void validateParameter(String name, Constraint constraint) {
        Tensor value = Constraints.isDependent(constraint) ? null : parameter(name);
        if (value == null || holds(constraint, value)) {
            return;
        }
        throw invalid(
                String.format(
                        Locale.ROOT,
                        "Expected parameter %s (%s) of distribution %s to satisfy the constraint"
                                + " %s, but found invalid values:\n"
                                + "%s",
                        name,
                        PythonText.typeAndShape(value),
                        this,
                        constraint,
                        PythonText.of(value)));
    }

    private static boolean holds(Constraint constraint, Tensor value) {
        try (TensorScope _ = new TensorScope()) {
            return constraint.check(value).all().itemBoolean();
        }
    }

    /**
     * Whether this distribution checks parameters and values.
     *
     * @return what its options say, else {@link #setDefaultValidateArgs}
     */
    protected final boolean validatesArgs() {
        return validateArgs == null ? validatesByDefault : validateArgs;
    }

    /**
     * A tensor that the distribution was made with, or that it gets from what it is made of.
     *
     * @param name its name in Python
     * @return the tensor; null where there is none of that name
     */
    protected Tensor parameter(String name) {
        return parameters.get(name);
    }

    /**
     * A parameter that follows from others, and is computed when it is first asked for.
     *
     * @param name its name in Python
     * @param compute gives it; autograd records that
     * @return the parameter
     */
    protected final Tensor parameter(String name, Supplier<Tensor> compute) {
        Tensor known = parameters.get(name);
        if (known == null) {
            // The distribution outlives the scope in which it is asked.
            known = TensorScope.release(Torch.enableGrad(compute::get));
            parameters.put(name, known);
        }
        return known;
    }

    /**
     * The parameters for another batch, as {@link #expand} needs them.
     *
     * @param shape the shape of the batch
     * @param type the class that defines {@link #expand}
     * @return views of the parameters, which are not checked again
     * @throws TorchException if this is of a subclass, which has to define its own
     */
    protected final Parameters expanded(Shape shape, Class<?> type) {
        Arguments.requirePresent(shape, operation("expand"), "batchShape", "a shape");
        if (getClass() != type) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    String.format(
                            Locale.ROOT,
                            "Subclass %s of %s that defines a custom __init__ method must also"
                                    + " define a custom .expand() method.",
                            getClass().getSimpleName(),
                            type.getSimpleName()));
        }
        Map<String, Constraint> constraints = argConstraints();
        Parameters expanded = new Parameters(type.getSimpleName());
        for (Map.Entry<String, Tensor> each : parameters.entrySet()) {
            Constraint constraint = constraints.get(each.getKey());
            // One that was computed from the others, for the whole batch, has no constraint.
            int eventDim =
                    constraint == null
                            ? Math.max(0, each.getValue().dim() - batchShape.dim())
                            : constraint.eventDim();
            expanded =
                    expanded.with(each.getKey(), Shapes.expand(each.getValue(), shape, eventDim));
        }
        return expanded.batchShape(shape)
                .eventShape(eventShape)
                .validateArgs(validatesArgs())
                .valid();
    }

    /**
     * The same distribution for another batch.
     *
     * @param batchShape the shape, to which this one's broadcasts
     * @return a distribution whose parameters are views of this one's
     */
    public Distribution expand(Shape batchShape) {
        throw notImplemented("expand");
    }

    /**
     * The shape of the batch: of the parameters for each number or event.
     *
     * @return the shape
     */
    public final Shape batchShape() {
        return batchShape;
    }

    /**
     * The shape of a single sample of one batch element.
     *
     * @return the shape
     */
    public final Shape eventShape() {
        return eventShape;
    }

    /**
     * The constraints on the parameters.
     *
     * @return the constraints by Python's names
     */
    public abstract SequencedMap<String, Constraint> argConstraints();

    /**
     * Where the values are.
     *
     * @return the constraint that samples satisfy
     */
    public Constraint support() {
        throw notImplemented("support");
    }

    /**
     * Whether gradients flow through samples to the parameters.
     *
     * @return whether {@link #rsample} is meant to be used
     */
    public boolean hasRsample() {
        return false;
    }

    /**
     * Whether the values can be listed.
     *
     * @return whether there is an {@link #enumerateSupport}
     */
    public boolean hasEnumerateSupport() {
        return false;
    }

    /**
     * The mean.
     *
     * @return (batch, event)
     */
    public Tensor mean() {
        throw notImplemented("mean");
    }

    /**
     * The value of the highest density.
     *
     * @return (batch, event)
     */
    public Tensor mode() {
        throw new TorchException(
                TorchException.Kind.NOT_IMPLEMENTED,
                "<class '" + PythonText.classOf(getClass()) + "'> does not implement mode");
    }

    /**
     * The variance.
     *
     * @return (batch, event)
     */
    public Tensor variance() {
        throw notImplemented("variance");
    }

    /**
     * The standard deviation.
     *
     * @return (batch, event)
     */
    public Tensor stddev() {
        return variance().sqrt();
    }

    /**
     * Draws a sample for each element of the batch.
     *
     * @return (batch, event), without gradient
     */
    public final Tensor sample() {
        return sample(Shape.of());
    }

    /**
     * Draws samples for each element of the batch.
     *
     * @param sampleShape how many
     * @return (sampleShape, batch, event), without gradient
     */
    public final Tensor sample(Shape sampleShape) {
        Arguments.requirePresent(sampleShape, operation("sample"), "sampleShape", "a shape");
        return Torch.noGrad(() -> drawn(sampleShape));
    }

    /**
     * Draws a sample for each element of the batch, through which gradients flow.
     *
     * @return (batch, event)
     */
    public final Tensor rsample() {
        return rsample(Shape.of());
    }

    /**
     * Draws samples for each element of the batch, through which gradients flow.
     *
     * @param sampleShape how many
     * @return (sampleShape, batch, event)
     */
    public final Tensor rsample(Shape sampleShape) {
        Arguments.requirePresent(sampleShape, operation("rsample"), "sampleShape", "a shape");
        return reparameterized(sampleShape);
    }

    /**
     * Draws for {@link #sample}, in a mode without autograd.
     *
     * @param sampleShape how many
     * @return (sampleShape, batch, event)
     */
    protected Tensor drawn(Shape sampleShape) {
        return reparameterized(sampleShape);
    }

    /**
     * Draws for {@link #rsample}.
     *
     * @param sampleShape how many
     * @return (sampleShape, batch, event)
     */
    protected Tensor reparameterized(Shape sampleShape) {
        throw notImplemented("rsample");
    }

    /**
     * The logarithm of the density, or of the probability, of a value.
     *
     * @param value (*, batch, event)
     * @return (*, batch)
     * @throws TorchException if the value's shape does not fit, or it is outside the support
     */
    public Tensor logProb(Tensor value) {
        return logDensity(validated("logProb", value));
    }

    /**
     * The probability of a value or one below it.
     *
     * @param value (*, batch)
     * @return (*, batch)
     * @throws TorchException if the value's shape does not fit, or it is outside the support
     */
    public Tensor cdf(Tensor value) {
        return cumulative(validated("cdf", value));
    }

    /**
     * The value that has a cumulative probability.
     *
     * @param value probabilities (*, batch)
     * @return (*, batch)
     */
    public final Tensor icdf(Tensor value) {
        return quantile(present("icdf", value));
    }

    /**
     * Computes {@link #logProb} of a value that has been checked.
     *
     * @param value the value
     * @return (*, batch)
     */
    protected Tensor logDensity(Tensor value) {
        throw notImplemented("logProb");
    }

    /**
     * Computes {@link #cdf} of a value that has been checked.
     *
     * @param value the value
     * @return (*, batch)
     */
    protected Tensor cumulative(Tensor value) {
        throw notImplemented("cdf");
    }

    /**
     * Computes {@link #icdf}.
     *
     * @param value probabilities
     * @return (*, batch)
     */
    protected Tensor quantile(Tensor value) {
        throw notImplemented("icdf");
    }

    /**
     * All values, for each element of the batch.
     *
     * @return (number of values, batch, event)
     */
    public final Tensor enumerateSupport() {
        return enumerateSupport(true);
    }

    /**
     * All values.
     *
     * @param expand whether for each element of the batch, or with ones in place of its sizes
     * @return (number of values, batch, event)
     */
    public Tensor enumerateSupport(boolean expand) {
        throw notImplemented("enumerateSupport");
    }

    /**
     * The values of one number each, as {@link #enumerateSupport} gives them.
     *
     * @param values (number of values)
     * @param expand whether for each element of the batch
     * @return (number of values, batch)
     */
    protected final Tensor listed(Tensor values, boolean expand) {
        Tensor listed = values.view(Shapes.join(values.shape(), Shapes.ones(batchShape.dim())));
        return expand ? listed.expand(Shapes.join(values.shape(), batchShape)) : listed;
    }

    /**
     * The entropy.
     *
     * @return (batch)
     */
    public Tensor entropy() {
        throw notImplemented("entropy");
    }

    /**
     * The perplexity: the exponential of the entropy.
     *
     * @return (batch)
     */
    public final Tensor perplexity() {
        return entropy().exp();
    }

    /**
     * The shape of what {@link #sample} gives.
     *
     * @param sampleShape how many samples
     * @return (sampleShape, batch, event)
     */
    protected final Shape extendedShape(Shape sampleShape) {
        return Shapes.join(sampleShape, batchShape, eventShape);
    }

    /** The probabilities or logits that the distribution was made with; both have one shape. */
    final Tensor given() {
        Tensor probs = parameters.get("probs");
        return probs == null ? parameters.get("logits") : probs;
    }

    /** A count from 0 of the given parameter's type. */
    final Tensor counted(long end) {
        Tensor like = given();
        return Torch.arange(end, TensorOptions.of(like.dtype(), like.device()));
    }

    final Tensor filled(double number, Tensor like) {
        return like.newFull(extendedShape(Shape.of()), number);
    }

    final String operation(String method) {
        return getClass().getSimpleName() + "." + method;
    }

    final Tensor present(String method, Tensor value) {
        Arguments.requirePresent(value, operation(method), "value", "a tensor");
        return value;
    }

    final Tensor validated(String method, Tensor value) {
        present(method, value);
        if (validatesArgs()) {
            validateSample(value);
        }
        return value;
    }

    /**
     * Checks a value as {@link #logProb} does.
     *
     * @param value the value
     * @throws TorchException if its shape does not fit, or it is outside the support
     */
    protected final void validateSample(Tensor value) {
        Shape actual = value.shape();
        int events = Math.min(eventShape.dim(), actual.dim());
        if (!Shapes.last(actual, events).equals(eventShape)) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "The right-most size of value must match event_shape: %s vs %s.",
                            actual,
                            eventShape));
        }
        Shape expected = extendedShape(Shape.of());
        if (!Shapes.areBroadcastable(actual, expected)) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "Value is not broadcastable with batch_shape+event_shape: %s vs %s.",
                            actual,
                            expected));
        }
        Constraint support = supportOrNull();
        if (support != null && !holds(support, value)) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "Expected value argument (%s) to be within the support (%s) of the"
                                    + " distribution %s, but found invalid values:\n"
                                    + "%s",
                            PythonText.typeAndShape(value),
                            support,
                            this,
                            PythonText.of(value)));
        }
    }

    private Constraint supportOrNull() {
        try {
            return support();
        } catch (TorchException e) {
            if (e.kind() != TorchException.Kind.NOT_IMPLEMENTED) {
                throw e;
            }
            Warnings.warn(
                    getClass()
                            + " does not define `support` to enable sample validation. Please"
                            + " initialize the distribution with `validate_args=False` to turn off"
                            + " validation.");
            return null;
        }
    }

    static TorchException invalid(String text) {
        return new TorchException(TorchException.Kind.VALUE, text);
    }

    final TorchException notImplemented(String method) {
        return new TorchException(
                TorchException.Kind.NOT_IMPLEMENTED, operation(method) + " is not implemented");
    }

    /**
     * The distribution as Python prints it.
     *
     * @return a text such as {@code Normal(loc: 0.0, scale: 1.0)}
     */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        for (String name : argConstraints().keySet()) {
            Tensor tensor = parameters.get(name);
            if (tensor != null) {
                shown.add(
                        name
                                + ": "
                                + (tensor.numel() == 1 ? PythonText.of(tensor) : tensor.shape()));
            }
        }
        return getClass().getSimpleName() + "(" + String.join(", ", shown) + ")";
    }
}
