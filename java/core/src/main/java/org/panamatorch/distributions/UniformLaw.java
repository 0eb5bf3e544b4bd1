package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Noise;

import java.util.SequencedMap;

/**
 * The uniform distribution between two bounds, of which the upper is not drawn.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.uniform.Uniform">torch.distributions.uniform.Uniform</a>
 */
@AsDistribution
abstract class UniformLaw extends Distribution {
    /**
     * Makes the law of a distribution.
     *
     * @param low the lower bound
     * @param high the upper bound
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    UniformLaw(Tensor low, Tensor high, DistributionSpec options) {
        this(
                new Parameters("Uniform")
                        .with("low", low)
                        .with("high", high)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    UniformLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "low", Constraints.lessThan(high()), "high", Constraints.greaterThan(low()));
    }

    @Override
    public Constraint support() {
        return Constraints.interval(low(), high());
    }

    /** {@return the lower bound} */
    public Tensor low() {
        return parameter("low");
    }

    /** {@return the upper bound} */
    public Tensor high() {
        return parameter("high");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return high().add(low()).div(2);
    }

    @Override
    public Tensor mode() {
        return high().mul(Double.NaN);
    }

    @Override
    public Tensor variance() {
        return high().sub(low()).pow(2).div(12);
    }

    @Override
    public Tensor stddev() {
        return high().sub(low()).div(Math.sqrt(12));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return low().add(Noise.uniform(extendedShape(sampleShape), low()).mul(high().sub(low())));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor isAbove = low().le(value).typeAs(low());
        Tensor isBelow = high().gt(value).typeAs(low());
        return isAbove.mul(isBelow).log().sub(high().sub(low()).log());
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        return value.sub(low()).div(high().sub(low())).clamp(0, 1);
    }

    @Override
    protected Tensor quantile(Tensor value) {
        return value.mul(high().sub(low())).add(low());
    }

    @Override
    public Tensor entropy() {
        return high().sub(low()).log();
    }
}
