package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The distribution whose logarithm is normal.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.log_normal.LogNormal">torch.distributions.log_normal.LogNormal</a>
 */
@AsDistribution
abstract class LogNormalLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the mean of the logarithm
     * @param scale the standard deviation of the logarithm
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    LogNormalLaw(Tensor loc, Tensor scale, DistributionSpec options) {
        super(
                parts(
                        new Normal(loc, scale, options),
                        List.of(new ExpTransform()),
                        new Parameters("LogNormal").validateArgs(options.validateArgs())));
    }

    LogNormalLaw(Parts parts) {
        super(parts);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("loc", Constraints.real(), "scale", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.positive();
    }

    /** {@return the mean of the logarithm} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the standard deviation of the logarithm} */
    public Tensor scale() {
        return parameter("scale");
    }

    @Override
    public Tensor mean() {
        return loc().add(scale().pow(2).div(2)).exp();
    }

    @Override
    public Tensor mode() {
        return loc().sub(scale().square()).exp();
    }

    @Override
    public Tensor variance() {
        Tensor square = scale().pow(2);
        return square.expm1().mul(loc().mul(2).add(square).exp());
    }

    @Override
    public Tensor entropy() {
        return baseDist().entropy().add(loc());
    }
}
