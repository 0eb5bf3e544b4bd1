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
 * The distribution of the logits of a relaxed Bernoulli distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.relaxed_bernoulli.LogitRelaxedBernoulli">torch.distributions.relaxed_bernoulli.LogitRelaxedBernoulli</a>
 */
public class LogitRelaxedBernoulli extends Distribution implements HasProbabilities {
    private final Tensor temperature;

    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param probs the probabilities
     * @throws TorchException if a parameter is not within its constraint
     */
    public LogitRelaxedBernoulli(Tensor temperature, Tensor probs) {
        this(temperature, o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param temperature the temperature
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public LogitRelaxedBernoulli(Tensor temperature, Consumer<? super ProbabilityOptions> options) {
        this(temperature, ProbabilityOptions.of(options, "LogitRelaxedBernoulli"));
    }

    LogitRelaxedBernoulli(Tensor temperature, ProbabilitySpec options) {
        this(
                new Parameters("LogitRelaxedBernoulli")
                        .either(options.probs(), options.logits())
                        .broadcast()
                        .validateArgs(options.validateArgs()),
                temperature);
    }

    private LogitRelaxedBernoulli(Parameters parameters, Tensor temperature) {
        this.temperature =
                Arguments.present(temperature, "LogitRelaxedBernoulli", "temperature", "a tensor");
        super(parameters);
    }

    @Override
    public LogitRelaxedBernoulli expand(Shape batchShape) {
        return new LogitRelaxedBernoulli(
                expanded(batchShape, LogitRelaxedBernoulli.class), temperature);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.unitInterval(), "logits", Constraints.real());
    }

    @Override
    public Constraint support() {
        return Constraints.real();
    }

    /** {@return the temperature} */
    public Tensor temperature() {
        return temperature;
    }

    @Override
    public Tensor probs() {
        return parameter("probs", () -> Probabilities.ofLogOdds(logits()));
    }

    @Override
    public Tensor logits() {
        return parameter("logits", () -> Probabilities.logOdds(probs()));
    }

    @Override
    public Shape paramShape() {
        return given().shape();
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Shape shape = extendedShape(sampleShape);
        Tensor probs = Probabilities.clamped(probs().expand(shape));
        Tensor uniform = Probabilities.clamped(Noise.uniform(shape, probs));
        return uniform.log()
                .sub(uniform.neg().log1p())
                .add(probs.log())
                .sub(probs.neg().log1p())
                .div(temperature);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(logits(), value);
        Tensor difference = both[0].sub(both[1].mul(temperature));
        return temperature.log().add(difference).sub(difference.exp().log1p().mul(2));
    }
}
