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
 * The distribution of the absolute value of a normal variable of mean 0.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.half_normal.HalfNormal">torch.distributions.half_normal.HalfNormal</a>
 */
@AsDistribution
abstract class HalfNormalLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param scale the scale of the whole distribution
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    HalfNormalLaw(Tensor scale, DistributionSpec options) {
        super(
                parts(
                        new Normal(
                                Arguments.present(scale, "HalfNormal", "scale", "a tensor")
                                        .newZeros(Shape.of()),
                                scale,
                                o -> o.validateArgs(false)),
                        List.of(new AbsTransform()),
                        new Parameters("HalfNormal").validateArgs(options.validateArgs())));
    }

    HalfNormalLaw(Parts parts) {
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
        return scale().mul(Math.sqrt(2 / Math.PI));
    }

    @Override
    public Tensor mode() {
        return Torch.zerosLike(scale());
    }

    @Override
    public Tensor variance() {
        return scale().pow(2).mul(1 - 2 / Math.PI);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor logProb = baseDist().logProb(value).add(Math.log(2));
        return Torch.where(value.ge(0), logProb, Double.NEGATIVE_INFINITY);
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
