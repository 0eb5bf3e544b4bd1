package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.ProbabilitySpec;
import org.panamatorch.internal.distributions.Shapes;
import org.panamatorch.nn.Functional;

import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The categorical distribution of vectors of a 1 among zeros.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.one_hot_categorical.OneHotCategorical">torch.distributions.one_hot_categorical.OneHotCategorical</a>
 */
public class OneHotCategorical extends Distribution implements HasProbabilities {
    private final Categorical categorical;

    /**
     * Makes a distribution.
     *
     * @param probs (*, number of events), relative to each other
     * @throws TorchException if a parameter is not within its constraint
     */
    public OneHotCategorical(Tensor probs) {
        this(o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public OneHotCategorical(Consumer<? super ProbabilityOptions> options) {
        this(ProbabilityOptions.of(options, "OneHotCategorical"));
    }

    OneHotCategorical(ProbabilitySpec options) {
        this(
                new Categorical(new ProbabilitySpec(options.probs(), options.logits(), null)),
                options.validateArgs(),
                false);
    }

    OneHotCategorical(Categorical categorical, Boolean validateArgs, boolean isValid) {
        Parameters parameters =
                new Parameters("OneHotCategorical")
                        .batchShape(categorical.batchShape())
                        .eventShape(Shape.of(categorical.numEvents()))
                        .validateArgs(validateArgs);
        this.categorical = categorical;
        super(isValid ? parameters.valid() : parameters);
    }

    final Categorical expandedCategorical(Shape batchShape, Class<?> type) {
        expanded(batchShape, type);
        return categorical.expand(batchShape);
    }

    @Override
    public OneHotCategorical expand(Shape batchShape) {
        return new OneHotCategorical(
                expandedCategorical(batchShape, OneHotCategorical.class), validatesArgs(), true);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.simplex(), "logits", Constraints.realVector());
    }

    @Override
    public Constraint support() {
        return Constraints.oneHot();
    }

    @Override
    protected Tensor parameter(String name) {
        return categorical.parameter(name);
    }

    @Override
    public Tensor probs() {
        return categorical.probs();
    }

    @Override
    public Tensor logits() {
        return categorical.logits();
    }

    @Override
    public Shape paramShape() {
        return categorical.paramShape();
    }

    final Categorical categorical() {
        return categorical;
    }

    private Tensor oneHot(Tensor events) {
        return Functional.oneHot(events, categorical.numEvents()).to(probs());
    }

    @Override
    public Tensor mean() {
        return probs();
    }

    @Override
    public Tensor mode() {
        return oneHot(probs().argmax(-1));
    }

    @Override
    public Tensor variance() {
        return probs().mul(Torch.sub(1, probs()));
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        return oneHot(categorical.sample(sampleShape));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return categorical.logProb(value.max(-1).indices());
    }

    @Override
    public Tensor entropy() {
        return categorical.entropy();
    }

    @Override
    public boolean hasEnumerateSupport() {
        return true;
    }

    @Override
    public Tensor enumerateSupport(boolean expand) {
        long n = categorical.numEvents();
        Tensor values =
                Torch.eye(n, TensorOptions.of(probs().dtype(), probs().device()))
                        .view(
                                Shapes.join(
                                        Shape.of(n), Shapes.ones(batchShape().dim()), Shape.of(n)));
        return expand ? values.expand(Shapes.join(Shape.of(n), batchShape(), Shape.of(n))) : values;
    }
}
