package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The distribution of the absolute value of a Cauchy variable of median 0.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.half_cauchy.HalfCauchy">torch.distributions.half_cauchy.HalfCauchy</a>
 */
@AsDistribution
abstract class HalfCauchyLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param scale the scale of the whole distribution
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    HalfCauchyLaw(Tensor scale, DistributionSpec options) {
        super(
                parts(
                        new Cauchy(
                                Arguments.present(scale, "HalfCauchy", "scale", "a tensor")
                                        .newZeros(Shape.of()),
                                scale,
                                o -> o.validateArgs(false)),
                        List.of(new AbsTransform()),
                        new Parameters("HalfCauchy").validateArgs(options.validateArgs())));
    }

    HalfCauchyLaw(Parts parts) {
        super(parts);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("scale", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.nonnegative();
    }

    /** {@return the scale of the whole distribution} */
    public Tensor scale() {
        return parameter("scale");
    }

    @Override
    public Tensor mean() {
        return filled(Double.POSITIVE_INFINITY, scale());
    }

    @Override
    public Tensor mode() {
        return Torch.zerosLike(scale());
    }

    @Override
    public Tensor variance() {
        return baseDist().variance();
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor typed = value.to(scale());
        Tensor logProb = baseDist().logProb(typed).add(Math.log(2));
        return Torch.where(typed.ge(0), logProb, Double.NEGATIVE_INFINITY);
    }

    @Override
    public Tensor cdf(Tensor value) {
        return baseDist().cdf(validated("cdf", value)).mul(2).sub(1);
    }

    @Override
    protected Tensor quantile(Tensor value) {
        return baseDist().icdf(value.add(1).div(2));
    }

    @Override
    public Tensor entropy() {
        return baseDist().entropy().sub(Math.log(2));
    }
}
