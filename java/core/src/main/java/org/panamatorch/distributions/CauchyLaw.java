package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.SequencedMap;

/**
 * The Cauchy or Lorentz distribution: of the ratio of two normal variables of mean 0.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.cauchy.Cauchy">torch.distributions.cauchy.Cauchy</a>
 */
@AsDistribution
abstract class CauchyLaw extends Distribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the mode and median
     * @param scale the half width at half maximum
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    CauchyLaw(Tensor loc, Tensor scale, DistributionSpec options) {
        this(
                new Parameters("Cauchy")
                        .with("loc", loc)
                        .with("scale", scale)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    CauchyLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("loc", Constraints.real(), "scale", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.real();
    }

    /** {@return the mode and median} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the half width at half maximum} */
    public Tensor scale() {
        return parameter("scale");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return filled(Double.NaN, loc());
    }

    @Override
    public Tensor mode() {
        return loc();
    }

    @Override
    public Tensor variance() {
        return filled(Double.POSITIVE_INFINITY, loc());
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return loc().add(loc().newEmpty(extendedShape(sampleShape)).cauchy_().mul(scale()));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return Torch.sub(-Math.log(Math.PI), scale().log())
                .sub(value.sub(loc()).div(scale()).pow(2).log1p());
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        return value.sub(loc()).div(scale()).atan().div(Math.PI).add(0.5);
    }

    @Override
    protected Tensor quantile(Tensor value) {
        return value.sub(0.5).mul(Math.PI).tan().mul(scale()).add(loc());
    }

    @Override
    public Tensor entropy() {
        return scale().log().add(Math.log(4 * Math.PI));
    }
}
