package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.internal.distributions.ProbabilitySpec;
import org.panamatorch.nn.Functional;

import java.util.SequencedMap;

/**
 * The negative binomial distribution: how many trials succeed before some fail.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.negative_binomial.NegativeBinomial">torch.distributions.negative_binomial.NegativeBinomial</a>
 */
@AsDistribution(orFirst = true)
abstract class NegativeBinomialLaw extends Distribution implements HasProbabilities {
    /**
     * Makes the law of a distribution.
     *
     * @param totalCount the number of trials that fail, which need not be an integer
     * @param probs the probabilities
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    NegativeBinomialLaw(Tensor totalCount, ProbabilitySpec options) {
        this(parameters(totalCount, options));
    }

    NegativeBinomialLaw(Parameters parameters) {
        super(parameters);
    }

    private static Parameters parameters(Tensor totalCount, ProbabilitySpec options) {
        Parameters given =
                new Parameters("NegativeBinomial").either(options.probs(), options.logits());
        Tensor like = options.probs() == null ? options.logits() : options.probs();
        Tensor count = Arguments.present(totalCount, "NegativeBinomial", "totalCount", "a tensor");
        return given.with("total_count", count.typeAs(like))
                .broadcast()
                .validateArgs(options.validateArgs());
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "total_count",
                Constraints.greaterThanEq(0),
                "probs",
                Constraints.halfOpenInterval(0.0, 1.0),
                "logits",
                Constraints.real());
    }

    /** {@return the number of trials that fail, which need not be an integer} */
    public Tensor totalCount() {
        return parameter("total_count");
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
    public Constraint support() {
        return Constraints.nonnegativeInteger();
    }

    @Override
    public Tensor mean() {
        return totalCount().mul(logits().exp());
    }

    @Override
    public Tensor mode() {
        return totalCount().sub(1).mul(logits().exp()).floor().clamp(0.0);
    }

    @Override
    public Tensor variance() {
        return mean().div(logits().neg().sigmoid());
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        // The number of trials may be 0, which the check would refuse.
        Gamma rate = new Gamma(totalCount(), logits().neg().exp(), o -> o.validateArgs(false));
        return Torch.poisson(rate.sample(sampleShape));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor unnormalized =
                totalCount()
                        .mul(Functional.logsigmoid(logits().neg()))
                        .add(value.mul(Functional.logsigmoid(logits())));
        Tensor normalizer =
                totalCount()
                        .add(value)
                        .lgamma()
                        .neg()
                        .add(value.add(1.0).lgamma())
                        .add(totalCount().lgamma());
        return unnormalized.sub(normalizer.maskedFill(totalCount().add(value).eq(0.0), 0.0));
    }
}
