package org.panamatorch.distributions;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.internal.distributions.ProbabilitySpec;
import org.panamatorch.internal.distributions.Shapes;

import java.util.SequencedMap;

/**
 * The categorical distribution: one of the integers from 0, each with a probability.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.categorical.Categorical">torch.distributions.categorical.Categorical</a>
 */
@AsDistribution(ofNumbers = false, orFirst = true)
abstract class CategoricalLaw extends Distribution implements HasProbabilities {
    /**
     * Makes the law of a distribution.
     *
     * @param probs (*, number of events), relative to each other
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    CategoricalLaw(ProbabilitySpec options) {
        this(normalized(options.probs(), options.logits()).validateArgs(options.validateArgs()));
    }

    CategoricalLaw(Parameters parameters) {
        super(parameters);
    }

    private static Parameters normalized(Tensor probs, Tensor logits) {
        Parameters none = new Parameters("Categorical");
        none.either(probs, logits);
        Tensor given = probs == null ? logits : probs;
        String name = probs == null ? "logits" : "probs";
        if (given.dim() < 1) {
            throw invalid("`" + name + "` parameter must be at least one-dimensional.");
        }
        Tensor normalized =
                probs == null
                        ? logits.sub(logits.logsumexp(-1, true))
                        : probs.div(probs.sum(-1, true));
        return none.with(name, normalized).batchShape(Shapes.first(given.shape(), -1));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.simplex(), "logits", Constraints.realVector());
    }

    @Override
    public Constraint support() {
        return Constraints.integerInterval(0, numEvents() - 1);
    }

    @Override
    public Tensor probs() {
        return parameter("probs", () -> Probabilities.ofLogits(logits()));
    }

    @Override
    public Tensor logits() {
        return parameter("logits", () -> Probabilities.logits(probs()));
    }

    @Override
    public Shape paramShape() {
        return given().shape();
    }

    long numEvents() {
        return paramShape().size(-1);
    }

    @Override
    public Tensor mean() {
        return filled(Double.NaN, probs());
    }

    @Override
    public Tensor mode() {
        return probs().argmax(-1);
    }

    @Override
    public Tensor variance() {
        return filled(Double.NaN, probs());
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        Tensor flat = probs().reshape(-1, numEvents());
        Tensor samples = flat.multinomial(sampleShape.numel(), true).T();
        return samples.reshape(extendedShape(sampleShape));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(value.toLong().unsqueeze(-1), logits());
        return both[1].gather(-1, both[0].narrow(-1, 0, 1)).squeeze(-1);
    }

    @Override
    public Tensor entropy() {
        Tensor finite = logits().clamp(FloatInfo.of(logits()).min());
        return finite.mul(probs()).sum(-1).neg();
    }

    @Override
    public boolean hasEnumerateSupport() {
        return true;
    }

    @Override
    public Tensor enumerateSupport(boolean expand) {
        Tensor values = Torch.arange(numEvents(), TensorOptions.of(DType.INT64, given().device()));
        return listed(values, expand);
    }
}
