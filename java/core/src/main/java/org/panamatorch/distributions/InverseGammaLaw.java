package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The distribution whose reciprocal has a gamma distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.inverse_gamma.InverseGamma">torch.distributions.inverse_gamma.InverseGamma</a>
 */
@AsDistribution
abstract class InverseGammaLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param concentration the shape, often called alpha
     * @param rate the rate, which is 1 / scale, often called beta
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    InverseGammaLaw(Tensor concentration, Tensor rate, DistributionSpec options) {
        Gamma gamma = new Gamma(concentration, rate, options);
        super(
                parts(
                        gamma,
                        List.of(new PowerTransform(gamma.rate().newOnes(Shape.of()).neg())),
                        new Parameters("InverseGamma").validateArgs(options.validateArgs())));
    }

    InverseGammaLaw(Parts parts) {
        super(parts);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "concentration", Constraints.positive(), "rate", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.positive();
    }

    /** {@return the shape, often called alpha} */
    public Tensor concentration() {
        return parameter("concentration");
    }

    /** {@return the rate, which is 1 / scale, often called beta} */
    public Tensor rate() {
        return parameter("rate");
    }

    @Override
    public Tensor mean() {
        Tensor mean = rate().div(concentration().sub(1));
        return Torch.where(concentration().gt(1), mean, Double.POSITIVE_INFINITY);
    }

    @Override
    public Tensor mode() {
        return rate().div(concentration().add(1));
    }

    @Override
    public Tensor variance() {
        Tensor variance =
                rate().square().div(concentration().sub(1).square().mul(concentration().sub(2)));
        return Torch.where(concentration().gt(2), variance, Double.POSITIVE_INFINITY);
    }

    @Override
    public Tensor entropy() {
        return concentration()
                .add(rate().log())
                .add(concentration().lgamma())
                .sub(concentration().add(1).mul(concentration().digamma()));
    }
}
