package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.internal.distributions.ProbabilitySpec;

import java.util.SequencedMap;

/**
 * The binomial distribution: how many of some trials succeed.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.binomial.Binomial">torch.distributions.binomial.Binomial</a>
 */
@AsDistribution(orFirst = true)
abstract class BinomialLaw extends Distribution implements HasProbabilities {
    /**
     * Makes the law of a distribution.
     *
     * @param totalCount the number of trials
     * @param probs the probabilities
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    BinomialLaw(Tensor totalCount, ProbabilitySpec options) {
        this(parameters(totalCount, options));
    }

    BinomialLaw(Parameters parameters) {
        super(parameters);
    }

    private static Parameters parameters(Tensor totalCount, ProbabilitySpec options) {
        Parameters given = new Parameters("Binomial").either(options.probs(), options.logits());
        Tensor like = options.probs() == null ? options.logits() : options.probs();
        Tensor count = Arguments.present(totalCount, "Binomial", "totalCount", "a tensor");
        return given.with("total_count", count.typeAs(like))
                .broadcast()
                .validateArgs(options.validateArgs());
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "total_count",
                Constraints.nonnegativeInteger(),
                "probs",
                Constraints.unitInterval(),
                "logits",
                Constraints.real());
    }

    /** {@return the number of trials} */
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
        return Constraints.integerInterval(0, totalCount());
    }

    @Override
    public Tensor mean() {
        return totalCount().mul(probs());
    }

    @Override
    public Tensor mode() {
        return totalCount().add(1).mul(probs()).floor().clampMax(totalCount());
    }

    @Override
    public Tensor variance() {
        return totalCount().mul(probs()).mul(Torch.sub(1, probs()));
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        Shape shape = extendedShape(sampleShape);
        return Torch.binomial(totalCount().expand(shape), probs().expand(shape));
    }

    /** As clamp(0), with a gradient of a half at 0. */
    private static Tensor positivePart(Tensor x) {
        return x.clampMin(0).add(x).sub(x.clampMax(0)).div(2);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor factorialN = totalCount().add(1).lgamma();
        Tensor factorialK = value.add(1).lgamma();
        Tensor factorialRest = totalCount().sub(value).add(1).lgamma();
        Tensor normalizer =
                totalCount()
                        .mul(positivePart(logits()))
                        .add(totalCount().mul(logits().abs().neg().exp().log1p()))
                        .sub(factorialN);
        return value.mul(logits()).sub(factorialK).sub(factorialRest).sub(normalizer);
    }

    private long oneCount(String method) {
        double most = totalCount().max().itemDouble();
        if (totalCount().min().itemDouble() != most) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    "Inhomogeneous total count not supported by `" + method + "`.");
        }
        return (long) most;
    }

    @Override
    public Tensor entropy() {
        oneCount("entropy");
        Tensor logProb = logProb(enumerateSupport(false));
        return logProb.exp().mul(logProb).sum(0).neg();
    }

    @Override
    public boolean hasEnumerateSupport() {
        return true;
    }

    @Override
    public Tensor enumerateSupport(boolean expand) {
        long count = oneCount("enumerate_support");
        return listed(counted(1 + count), expand);
    }
}
