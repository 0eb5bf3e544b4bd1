package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.internal.distributions.ProbabilitySpec;

import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The distribution of the logarithms of a relaxed one-hot categorical distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.relaxed_categorical.ExpRelaxedCategorical">torch.distributions.relaxed_categorical.ExpRelaxedCategorical</a>
 */
public class ExpRelaxedCategorical extends Distribution implements HasProbabilities {
    private final Categorical categorical;
    private final Tensor temperature;

    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param probs (*, number of events), relative to each other
     * @throws TorchException if a parameter is not within its constraint
     */
    public ExpRelaxedCategorical(Tensor temperature, Tensor probs) {
        this(temperature, o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public ExpRelaxedCategorical(Tensor temperature, Consumer<? super ProbabilityOptions> options) {
        this(temperature, ProbabilityOptions.of(options, "ExpRelaxedCategorical"));
    }

    ExpRelaxedCategorical(Tensor temperature, ProbabilitySpec options) {
        this(
                new Categorical(new ProbabilitySpec(options.probs(), options.logits(), null)),
                temperature,
                options.validateArgs(),
                false);
    }

    private ExpRelaxedCategorical(
            Categorical categorical, Tensor temperature, Boolean validateArgs, boolean isValid) {
        Parameters parameters =
                new Parameters("ExpRelaxedCategorical")
                        .batchShape(categorical.batchShape())
                        .eventShape(Shape.of(categorical.numEvents()))
                        .validateArgs(validateArgs);
        this.categorical = categorical;
        this.temperature =
                Arguments.present(temperature, "ExpRelaxedCategorical", "temperature", "a tensor");
        super(isValid ? parameters.valid() : parameters);
    }

    @Override
    public ExpRelaxedCategorical expand(Shape batchShape) {
        expanded(batchShape, ExpRelaxedCategorical.class);
        return new ExpRelaxedCategorical(
                categorical.expand(batchShape), temperature, validatesArgs(), true);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.simplex(), "logits", Constraints.realVector());
    }

    @Override
    public Constraint support() {
        return Constraints.realVector();
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    protected Tensor parameter(String name) {
        return categorical.parameter(name);
    }

    /** {@return the temperature} */
    public Tensor temperature() {
        return temperature;
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

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Tensor uniform = Probabilities.clamped(Noise.uniform(extendedShape(sampleShape), logits()));
        Tensor gumbel = uniform.log().neg().log().neg();
        Tensor scores = logits().add(gumbel).div(temperature);
        return scores.sub(scores.logsumexp(-1, true));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        long k = categorical.numEvents();
        Tensor[] both = Torch.broadcastTensors(logits(), value);
        Tensor scale =
                Torch.fullLike(temperature, (double) k)
                        .lgamma()
                        .sub(temperature.log().mul(-(k - 1)));
        Tensor score = both[0].sub(both[1].mul(temperature));
        return score.sub(score.logsumexp(-1, true)).sum(-1).add(scale);
    }
}
