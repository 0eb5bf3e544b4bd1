package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Shapes;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The distribution of what transforms make of another distribution's samples.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transformed_distribution.TransformedDistribution">torch.distributions.transformed_distribution.TransformedDistribution</a>
 */
public class TransformedDistribution extends Distribution {
    private final Distribution baseDist;
    private final List<Transform> transforms;

    /**
     * Makes a distribution.
     *
     * @param baseDistribution whose samples are transformed
     * @param transforms one or several, the first one first
     * @throws TorchException if the distribution has too few dimensions
     */
    public TransformedDistribution(Distribution baseDistribution, Transform... transforms) {
        this(
                baseDistribution,
                Arrays.asList(
                        Arguments.present(
                                transforms,
                                "TransformedDistribution",
                                "transforms",
                                "a list of transforms")));
    }

    /**
     * Makes a distribution.
     *
     * @param baseDistribution whose samples are transformed
     * @param transforms the transforms, the first one first
     * @throws TorchException if the distribution has too few dimensions
     */
    public TransformedDistribution(Distribution baseDistribution, List<Transform> transforms) {
        this(baseDistribution, transforms, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param baseDistribution whose samples are transformed
     * @param transforms the transforms, the first one first
     * @param options sets what is not to be as by default
     * @throws TorchException if the distribution has too few dimensions
     */
    public TransformedDistribution(
            Distribution baseDistribution,
            List<Transform> transforms,
            Consumer<? super DistributionOptions> options) {
        this(
                baseDistribution,
                transforms,
                DistributionOptions.of(options, "TransformedDistribution"));
    }

    private TransformedDistribution(
            Distribution baseDistribution, List<Transform> transforms, DistributionSpec options) {
        this(
                parts(
                        baseDistribution,
                        transforms,
                        new Parameters("TransformedDistribution")
                                .validateArgs(options.validateArgs())));
    }

    /**
     * Makes a distribution.
     *
     * @param parts what {@link #parts} or {@link #expandedParts} gives
     */
    protected TransformedDistribution(Parts parts) {
        this.baseDist = parts.base;
        this.transforms = parts.transforms;
        super(parts.parameters);
    }

    /** The parts of a transformed distribution: its base and its transforms. */
    protected static final class Parts {
        private final Distribution base;
        private final List<Transform> transforms;
        private final Parameters parameters;

        private Parts(Distribution base, List<Transform> transforms, Parameters parameters) {
            this.base = base;
            this.transforms = transforms;
            this.parameters = parameters;
        }
    }

    /**
     * The parts of a transformed distribution: its base and its transforms.
     *
     * @param base whose samples are transformed
     * @param transforms the transforms, the first one first
     * @param parameters the distribution's own
     * @return the parts, whose parameters have the shapes that the transforms give
     * @throws TorchException if the distribution has too few dimensions
     */
    protected static Parts parts(
            Distribution base, List<Transform> transforms, Parameters parameters) {
        String owner = "TransformedDistribution";
        Arguments.requirePresent(base, owner, "baseDistribution", "a distribution");
        Arguments.requireAll(transforms, owner, "transforms", "transforms");
        Transform transform = new ComposeTransform(transforms);
        Shape baseShape = base.extendedShape(Shape.of());
        int baseEventDim = base.eventShape().dim();
        int domainDim = transform.domain().eventDim();
        int codomainDim = transform.codomain().eventDim();
        if (baseShape.dim() < domainDim) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "base_distribution needs to have shape with size at least %d, but got"
                                    + " %s.",
                            domainDim,
                            baseShape));
        }
        Shape forwardShape = transform.forwardShape(baseShape);
        Shape expandedShape = transform.inverseShape(forwardShape);
        Distribution wide =
                baseShape.equals(expandedShape)
                        ? base
                        : base.expand(
                                Shapes.first(expandedShape, expandedShape.dim() - baseEventDim));
        if (domainDim > baseEventDim) {
            wide = new Independent(wide, domainDim - baseEventDim);
        }
        int eventDim = Math.max(codomainDim, baseEventDim + codomainDim - domainDim);
        return new Parts(
                wide,
                List.copyOf(transforms),
                parameters
                        .batchShape(Shapes.first(forwardShape, forwardShape.dim() - eventDim))
                        .eventShape(Shapes.last(forwardShape, eventDim)));
    }

    /**
     * The parts for another batch.
     *
     * @param batchShape the shape of the batch
     * @param type the class that defines {@link #expand}
     * @return the parts
     */
    protected final Parts expandedParts(Shape batchShape, Class<?> type) {
        Parameters parameters = expanded(batchShape, type);
        Shape shape = Shapes.join(batchShape, eventShape());
        for (Transform transform : transforms.reversed()) {
            shape = transform.inverseShape(shape);
        }
        Shape baseShape = Shapes.first(shape, shape.dim() - baseDist.eventShape().dim());
        return new Parts(baseDist.expand(baseShape), transforms, parameters);
    }

    @Override
    public TransformedDistribution expand(Shape batchShape) {
        return new TransformedDistribution(
                expandedParts(batchShape, TransformedDistribution.class));
    }

    /**
     * The distribution whose samples are transformed.
     *
     * @return the distribution, expanded and made independent as the transforms need it
     */
    public final Distribution baseDist() {
        return baseDist;
    }

    /**
     * The transforms.
     *
     * @return the first one first
     */
    public final List<Transform> transforms() {
        return transforms;
    }

    @Override
    protected Tensor parameter(String name) {
        Tensor own = super.parameter(name);
        return own == null ? baseDist.parameter(name) : own;
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Collections.emptySortedMap();
    }

    @Override
    public Constraint support() {
        return transforms.isEmpty()
                ? baseDist.support()
                : ComposeTransform.ofDim(transforms.getLast().codomain(), eventShape().dim());
    }

    @Override
    public boolean hasRsample() {
        return baseDist.hasRsample();
    }

    private Tensor transformed(Tensor sample) {
        Tensor value = sample;
        for (Transform transform : transforms) {
            value = transform.call(value);
        }
        return value;
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        return transformed(baseDist.sample(sampleShape));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return transformed(baseDist.rsample(sampleShape));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        int eventDim = eventShape().dim();
        Tensor logProb = null;
        Tensor y = value;
        for (Transform transform : transforms.reversed()) {
            Tensor x = transform.inv().call(y);
            int domainDim = transform.domain().eventDim();
            eventDim += domainDim - transform.codomain().eventDim();
            Tensor term = Shapes.sumLast(transform.logAbsDetJacobian(x, y), eventDim - domainDim);
            logProb = logProb == null ? Torch.sub(0.0, term) : logProb.sub(term);
            y = x;
        }
        Tensor base = Shapes.sumLast(baseDist.logProb(y), eventDim - baseDist.eventShape().dim());
        return logProb == null ? base.add(0.0) : logProb.add(base);
    }

    /** A probability of what transforms make, or of what they were given, where they turn it. */
    private Tensor turned(Tensor probability) {
        Tensor sign =
                transforms.stream().map(Transform::sign).reduce(Transform.signOf(1), Tensor::mul);
        boolean isKept = !sign.dtype().isFloatingPoint() && sign.itemLong() == 1;
        return isKept ? probability : sign.mul(probability.sub(0.5)).add(0.5);
    }

    @Override
    public Tensor cdf(Tensor value) {
        Tensor x = present("cdf", value);
        for (Transform transform : transforms.reversed()) {
            x = transform.inv().call(x);
        }
        if (validatesArgs()) {
            baseDist.validateSample(x);
        }
        return turned(baseDist.cdf(x));
    }

    @Override
    protected Tensor quantile(Tensor value) {
        return transformed(baseDist.icdf(turned(value)));
    }
}
