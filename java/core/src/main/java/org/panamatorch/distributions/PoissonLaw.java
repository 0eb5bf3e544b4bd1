package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The Poisson distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.poisson.Poisson">torch.distributions.poisson.Poisson</a>
 */
@AsDistribution
abstract class PoissonLaw extends ExponentialFamily {
    /**
     * Makes the law of a distribution.
     *
     * @param rate the rate
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    PoissonLaw(Tensor rate, DistributionSpec options) {
        this(
                new Parameters("Poisson")
                        .with("rate", rate)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    PoissonLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("rate", Constraints.nonnegative());
    }

    @Override
    public Constraint support() {
        return Constraints.nonnegativeInteger();
    }

    /** {@return the rate} */
    public Tensor rate() {
        return parameter("rate");
    }

    @Override
    public Tensor mean() {
        return rate();
    }

    @Override
    public Tensor mode() {
        return rate().floor();
    }

    @Override
    public Tensor variance() {
        return rate();
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        return Torch.poisson(rate().expand(extendedShape(sampleShape)));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(rate(), value);
        return both[1].xlogy(both[0]).sub(both[0]).sub(both[1].add(1).lgamma());
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(rate().log());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        return naturalParams.getFirst().exp();
    }
}
