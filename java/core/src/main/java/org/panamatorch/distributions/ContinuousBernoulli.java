package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.ContinuousBernoulliSpec;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.Probabilities;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The continuous Bernoulli distribution, between 0 and 1.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.continuous_bernoulli.ContinuousBernoulli">torch.distributions.continuous_bernoulli.ContinuousBernoulli</a>
 */
public class ContinuousBernoulli extends ExponentialFamily implements HasProbabilities {
    private final List<Double> lims;

    /**
     * Makes a distribution.
     *
     * @param probs the probabilities
     * @throws TorchException if a parameter is not within its constraint
     */
    public ContinuousBernoulli(Tensor probs) {
        this(o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param probs the probability
     * @throws TorchException if a parameter is not within its constraint
     */
    public ContinuousBernoulli(double probs) {
        this(Torch.tensor(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public ContinuousBernoulli(Consumer<? super ContinuousBernoulliOptions> options) {
        this(ContinuousBernoulliOptions.of(options, "ContinuousBernoulli"));
    }

    private ContinuousBernoulli(ContinuousBernoulliSpec options) {
        this(
                new Parameters("ContinuousBernoulli")
                        .either(inner(options), options.logits())
                        .broadcast()
                        .validateArgs(options.validateArgs()),
                options.lims());
    }

    private ContinuousBernoulli(Parameters parameters, List<Double> lims) {
        Arguments.requireAll(lims, "ContinuousBernoulli", "lims", "numbers");
        if (lims.size() != 2) {
            throw invalid("lims has " + lims.size() + " numbers, expected 2");
        }
        this.lims = List.copyOf(lims);
        super(parameters);
    }

    private static Tensor inner(ContinuousBernoulliSpec options) {
        Tensor probs = options.probs();
        if (probs == null || options.logits() != null) {
            return probs;
        }
        if (options.validateArgs() != null
                && !Constraints.unitInterval().check(probs).all().itemBoolean()) {
            throw invalid("The parameter probs has invalid values");
        }
        return Probabilities.clamped(probs);
    }

    @Override
    public ContinuousBernoulli expand(Shape batchShape) {
        return new ContinuousBernoulli(expanded(batchShape, ContinuousBernoulli.class), lims);
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

    @Override
    public Tensor probs() {
        return parameter("probs", () -> Probabilities.clamped(Probabilities.ofLogOdds(logits())));
    }

    @Override
    public Tensor logits() {
        return parameter("logits", () -> Probabilities.logOdds(probs()));
    }

    @Override
    public Shape paramShape() {
        return given().shape();
    }

    private static Tensor isOutside(Tensor value, double low, double high) {
        return value.le(low).max(value.gt(high));
    }

    private Tensor isStable() {
        return isOutside(probs(), lims.getFirst(), lims.getLast());
    }

    /** The probabilities, kept away from a half. */
    private Tensor cutProbs() {
        return Torch.where(isStable(), probs(), Torch.onesLike(probs()).mul(lims.getFirst()));
    }

    private static Tensor logOddsOfOther(Tensor probs) {
        return probs.neg().log1p().sub(probs.log());
    }

    Tensor logNorm() {
        Tensor cut = cutProbs();
        Tensor isLow = cut.le(0.5);
        Tensor low = Torch.where(isLow, cut, Torch.zerosLike(cut));
        Tensor high = Torch.where(cut.ge(0.5), cut, Torch.onesLike(cut));
        Tensor norm =
                logOddsOfOther(cut)
                        .abs()
                        .log()
                        .sub(
                                Torch.where(
                                        isLow,
                                        low.mul(-2.0).log1p(),
                                        high.mul(2.0).sub(1.0).log()));
        Tensor x = probs().sub(0.5).pow(2);
        Tensor taylor = x.mul(104.0 / 45.0).add(4.0 / 3.0).mul(x).add(Math.log(2.0));
        return Torch.where(isStable(), norm, taylor);
    }

    @Override
    public Tensor mean() {
        Tensor cut = cutProbs();
        Tensor mean = cut.div(cut.mul(2.0).sub(1.0)).add(Torch.div(1.0, logOddsOfOther(cut)));
        Tensor x = probs().sub(0.5);
        Tensor taylor = x.pow(2).mul(16.0 / 45.0).add(1.0 / 3.0).mul(x).add(0.5);
        return Torch.where(isStable(), mean, taylor);
    }

    @Override
    public Tensor variance() {
        Tensor cut = cutProbs();
        Tensor variance =
                cut.mul(cut.sub(1.0))
                        .div(Torch.sub(1.0, cut.mul(2.0)).pow(2))
                        .add(Torch.div(1.0, logOddsOfOther(cut).pow(2)));
        Tensor x = probs().sub(0.5).pow(2);
        Tensor taylor = Torch.sub(1.0 / 12.0, Torch.sub(1.0 / 15.0, x.mul(128.0 / 945.0)).mul(x));
        return Torch.where(isStable(), variance, taylor);
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return quantile(Noise.uniform(extendedShape(sampleShape), probs()));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(logits(), value);
        return Probabilities.crossEntropy(both[0], both[1]).neg().add(logNorm());
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        Tensor cut = cutProbs();
        Tensor inner =
                cut.pow(value)
                        .mul(Torch.sub(1.0, cut).pow(Torch.sub(1.0, value)))
                        .add(cut)
                        .sub(1.0)
                        .div(cut.mul(2.0).sub(1.0));
        Tensor within = Torch.where(isStable(), inner, value);
        return Torch.where(
                value.le(0.0),
                Torch.zerosLike(value),
                Torch.where(value.ge(1.0), Torch.onesLike(value), within));
    }

    @Override
    protected Tensor quantile(Tensor value) {
        Tensor cut = cutProbs();
        Tensor inner =
                cut.neg()
                        .add(value.mul(cut.mul(2.0).sub(1.0)))
                        .log1p()
                        .sub(cut.neg().log1p())
                        .div(cut.log().sub(cut.neg().log1p()));
        return Torch.where(isStable(), inner, value);
    }

    @Override
    public Tensor entropy() {
        Tensor log0 = probs().neg().log1p();
        Tensor log1 = probs().log();
        return mean().mul(log0.sub(log1)).sub(logNorm()).sub(log0);
    }

    @Override
    protected double meanCarrierMeasure() {
        return 0;
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(logits());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        Tensor x = naturalParams.getFirst();
        double low = lims.getFirst() - 0.5;
        Tensor isStable = isOutside(x, low, lims.getLast() - 0.5);
        Tensor cut = Torch.where(isStable, x, Torch.onesLike(x).mul(low));
        Tensor norm = cut.expm1().abs().log().sub(cut.abs().log());
        Tensor taylor = x.mul(0.5).add(x.pow(2).div(24.0)).sub(x.pow(4).div(2880.0));
        return Torch.where(isStable, norm, taylor);
    }
}
