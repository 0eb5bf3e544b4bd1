package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Shapes;

import java.util.Collections;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * A mixture of distributions of one kind, which are the last dimension of the component's batch.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.mixture_same_family.MixtureSameFamily">torch.distributions.mixture_same_family.MixtureSameFamily</a>
 */
public class MixtureSameFamily extends Distribution {
    private final Categorical mixture;
    private final Distribution component;

    /**
     * Makes a distribution.
     *
     * @param mixtureDistribution chooses a component
     * @param componentDistribution the components
     * @throws TorchException if their batches do not fit
     */
    public MixtureSameFamily(Categorical mixtureDistribution, Distribution componentDistribution) {
        this(mixtureDistribution, componentDistribution, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param mixtureDistribution chooses a component
     * @param componentDistribution the components
     * @param options sets what is not to be as by default
     * @throws TorchException if their batches do not fit
     */
    public MixtureSameFamily(
            Categorical mixtureDistribution,
            Distribution componentDistribution,
            Consumer<? super DistributionOptions> options) {
        this(
                mixtureDistribution,
                componentDistribution,
                DistributionOptions.of(options, "MixtureSameFamily"));
    }

    private MixtureSameFamily(
            Categorical mixture, Distribution component, DistributionSpec options) {
        this(
                parameters(mixture, component).validateArgs(options.validateArgs()),
                mixture,
                component);
    }

    private MixtureSameFamily(Parameters parameters, Categorical mixture, Distribution component) {
        this.mixture = mixture;
        this.component = component;
        super(parameters);
    }

    private static Parameters parameters(Categorical mixture, Distribution component) {
        String owner = "MixtureSameFamily";
        Arguments.requirePresent(mixture, owner, "mixtureDistribution", "a distribution");
        Arguments.requirePresent(component, owner, "componentDistribution", "a distribution");
        Shape components = component.batchShape();
        if (components.dim() == 0) {
            throw new TorchException(TorchException.Kind.INDEX, "tuple index out of range");
        }
        Shape batch = Shapes.first(components, -1);
        if (!Shapes.areBroadcastable(mixture.batchShape(), batch)) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "`mixture_distribution.batch_shape` (%s) is not compatible with"
                                    + " `component_distribution.batch_shape`(%s)",
                            mixture.batchShape(),
                            batch));
        }
        long events = mixture.logits().size(-1);
        if (events != components.size(-1)) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "`mixture_distribution component` (%d) does not equal"
                                    + " `component_distribution.batch_shape[-1]` (%d)",
                            events,
                            components.size(-1)));
        }
        return new Parameters(owner).batchShape(batch).eventShape(component.eventShape());
    }

    @Override
    public MixtureSameFamily expand(Shape batchShape) {
        Parameters parameters = expanded(batchShape, MixtureSameFamily.class);
        Shape components = Shapes.join(batchShape, Shape.of(mixture.numEvents()));
        return new MixtureSameFamily(
                parameters, mixture.expand(batchShape), component.expand(components));
    }

    /**
     * The distribution that chooses a component.
     *
     * @return the distribution
     */
    public final Categorical mixtureDistribution() {
        return mixture;
    }

    /**
     * The components.
     *
     * @return the distribution
     */
    public final Distribution componentDistribution() {
        return component;
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Collections.emptySortedMap();
    }

    @Override
    public Constraint support() {
        return Constraints.mixtureSameFamilyConstraint(component.support());
    }

    private int componentDim() {
        return -1 - eventShape().dim();
    }

    private Tensor withComponents(Tensor value) {
        return value.unsqueeze(componentDim());
    }

    /** The probabilities with the dimensions of the components' events. */
    private Tensor weights() {
        Tensor probs = mixture.probs();
        int mixtureDims = mixture.batchShape().dim();
        int missing = mixtureDims == 1 ? 0 : batchShape().dim() - mixtureDims;
        return probs.reshape(
                Shapes.join(
                        Shapes.first(probs.shape(), -1),
                        Shapes.ones(missing),
                        Shapes.last(probs.shape(), 1),
                        Shapes.ones(eventShape().dim())));
    }

    @Override
    public Tensor mean() {
        return weights().mul(component.mean()).sum(componentDim());
    }

    @Override
    public Tensor variance() {
        Tensor weights = weights();
        Tensor meanOfVariance = weights.mul(component.variance()).sum(componentDim());
        Tensor distance = component.mean().sub(withComponents(mean()));
        return meanOfVariance.add(weights.mul(distance.pow(2.0)).sum(componentDim()));
    }

    @Override
    public Tensor cdf(Tensor value) {
        Tensor each = component.cdf(withComponents(present("cdf", value)));
        return each.mul(mixture.probs()).sum(-1);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor each = component.logProb(withComponents(value));
        return each.add(mixture.logits().logSoftmax(-1)).logsumexp(-1);
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        int dim = sampleShape.dim() + batchShape().dim();
        Tensor chosen = mixture.sample(sampleShape);
        Tensor samples = component.sample(sampleShape);
        Shape ones = Shapes.ones(chosen.dim());
        Tensor indices =
                chosen.reshape(Shapes.join(chosen.shape(), Shapes.ones(eventShape().dim() + 1)))
                        .repeat(Shapes.join(ones, Shape.of(1), eventShape()).toArray());
        return samples.gather(dim, indices).squeeze(dim);
    }

    @Override
    public String toString() {
        return "MixtureSameFamily(\n  " + mixture + ",\n  " + component + ")";
    }
}
