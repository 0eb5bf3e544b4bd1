package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.ProbabilitySpec;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * A relaxed Bernoulli distribution, between 0 and 1, through whose samples gradients flow.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.relaxed_bernoulli.RelaxedBernoulli">torch.distributions.relaxed_bernoulli.RelaxedBernoulli</a>
 */
public class RelaxedBernoulli extends TransformedDistribution implements HasProbabilities {
    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param probs the probabilities
     * @throws TorchException if a parameter is not within its constraint
     */
    public RelaxedBernoulli(Tensor temperature, Tensor probs) {
        this(temperature, o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public RelaxedBernoulli(Tensor temperature, Consumer<? super ProbabilityOptions> options) {
        this(temperature, ProbabilityOptions.of(options, "RelaxedBernoulli"));
    }

    private RelaxedBernoulli(Tensor temperature, ProbabilitySpec options) {
        super(
                parts(
                        new LogitRelaxedBernoulli(
                                temperature,
                                new ProbabilitySpec(options.probs(), options.logits(), null)),
                        List.of(new SigmoidTransform()),
                        new Parameters("RelaxedBernoulli").validateArgs(options.validateArgs())));
    }

    private RelaxedBernoulli(Parts parts) {
        super(parts);
    }

    private LogitRelaxedBernoulli base() {
        return (LogitRelaxedBernoulli) baseDist();
    }

    @Override
    public RelaxedBernoulli expand(Shape batchShape) {
        return new RelaxedBernoulli(expandedParts(batchShape, RelaxedBernoulli.class));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.unitInterval(), "logits", Constraints.real());
    }

    @Override
    public Constraint support() {
        return Constraints.unitInterval();
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    /** {@return the temperature} */
    public Tensor temperature() {
        return base().temperature();
    }

    @Override
    public Tensor probs() {
        return base().probs();
    }

    @Override
    public Tensor logits() {
        return base().logits();
    }

    @Override
    public Shape paramShape() {
        return base().paramShape();
    }
}
