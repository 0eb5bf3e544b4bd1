package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The exponential distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.exponential.Exponential">torch.distributions.exponential.Exponential</a>
 */
@AsDistribution
abstract class ExponentialLaw extends ExponentialFamily {
    /**
     * Makes the law of a distribution.
     *
     * @param rate the rate, which is 1 / scale
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    ExponentialLaw(Tensor rate, DistributionSpec options) {
        this(
                new Parameters("Exponential")
                        .with("rate", rate)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    ExponentialLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("rate", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.nonnegative();
    }

    /** {@return the rate, which is 1 / scale} */
    public Tensor rate() {
        return parameter("rate");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return rate().reciprocal();
    }

    @Override
    public Tensor mode() {
        return Torch.zerosLike(rate());
    }

    @Override
    public Tensor variance() {
        return rate().pow(-2);
    }

    @Override
    public Tensor stddev() {
        return rate().reciprocal();
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return rate().newEmpty(extendedShape(sampleShape)).exponential_().div(rate());
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return rate().log().sub(rate().mul(value));
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        return Torch.sub(1, rate().neg().mul(value).exp());
    }

    @Override
    protected Tensor quantile(Tensor value) {
        return value.neg().log1p().neg().div(rate());
    }

    @Override
    public Tensor entropy() {
        return Torch.sub(1.0, rate().log());
    }

    @Override
    protected double meanCarrierMeasure() {
        return 0;
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(rate().neg());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        return naturalParams.getFirst().neg().log().neg();
    }
}
