package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.ProbabilitySpec;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * A relaxed one-hot categorical distribution, of vectors of sum 1, through whose samples gradients
 * flow.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.relaxed_categorical.RelaxedOneHotCategorical">torch.distributions.relaxed_categorical.RelaxedOneHotCategorical</a>
 */
public class RelaxedOneHotCategorical extends TransformedDistribution implements HasProbabilities {
    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param probs (*, number of events), relative to each other
     * @throws TorchException if a parameter is not within its constraint
     */
    public RelaxedOneHotCategorical(Tensor temperature, Tensor probs) {
        this(temperature, o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public RelaxedOneHotCategorical(
            Tensor temperature, Consumer<? super ProbabilityOptions> options) {
        this(temperature, ProbabilityOptions.of(options, "RelaxedOneHotCategorical"));
    }

    private RelaxedOneHotCategorical(Tensor temperature, ProbabilitySpec options) {
        super(
                parts(
                        new ExpRelaxedCategorical(temperature, options),
                        List.of(new ExpTransform()),
                        new Parameters("RelaxedOneHotCategorical")
                                .validateArgs(options.validateArgs())));
    }

    private RelaxedOneHotCategorical(Parts parts) {
        super(parts);
    }

    private ExpRelaxedCategorical base() {
        return (ExpRelaxedCategorical) baseDist();
    }

    @Override
    public RelaxedOneHotCategorical expand(Shape batchShape) {
        return new RelaxedOneHotCategorical(
                expandedParts(batchShape, RelaxedOneHotCategorical.class));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.simplex(), "logits", Constraints.realVector());
    }

    @Override
    public Constraint support() {
        return Constraints.simplex();
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
