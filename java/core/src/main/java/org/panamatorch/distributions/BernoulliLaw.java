package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.internal.distributions.ProbabilitySpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The Bernoulli distribution: 1 with a probability, else 0.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.bernoulli.Bernoulli">torch.distributions.bernoulli.Bernoulli</a>
 */
@AsDistribution(orFirst = true)
abstract class BernoulliLaw extends ExponentialFamily implements HasProbabilities {
    /**
     * Makes the law of a distribution.
     *
     * @param probs the probabilities
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    BernoulliLaw(ProbabilitySpec options) {
        this(
                new Parameters("Bernoulli")
                        .either(options.probs(), options.logits())
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    BernoulliLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.unitInterval(), "logits", Constraints.real());
    }

    @Override
    public Constraint support() {
        return Constraints.boolean_();
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
    public Tensor mean() {
        return probs();
    }

    @Override
    public Tensor mode() {
        return probs().ge(0.5).to(probs()).setAt(Double.NaN, probs().eq(0.5));
    }

    @Override
    public Tensor variance() {
        return probs().mul(Torch.sub(1, probs()));
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        return Torch.bernoulli(probs().expand(extendedShape(sampleShape)));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(logits(), value);
        return Probabilities.crossEntropy(both[0], both[1]).neg();
    }

    @Override
    public Tensor entropy() {
        return Probabilities.crossEntropy(logits(), probs());
    }

    @Override
    public boolean hasEnumerateSupport() {
        return true;
    }

    @Override
    public Tensor enumerateSupport(boolean expand) {
        return listed(counted(2), expand);
    }

    @Override
    protected double meanCarrierMeasure() {
        return 0;
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(probs().logit());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        return naturalParams.getFirst().exp().log1p();
    }
}
