package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.FloatInfo;

import java.util.SequencedMap;

/**
 * The Laplace distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.laplace.Laplace">torch.distributions.laplace.Laplace</a>
 */
@AsDistribution
abstract class LaplaceLaw extends Distribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the mean
     * @param scale the scale
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    LaplaceLaw(Tensor loc, Tensor scale, DistributionSpec options) {
        this(
                new Parameters("Laplace")
                        .with("loc", loc)
                        .with("scale", scale)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    LaplaceLaw(Parameters parameters) {
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

    /** {@return the mean} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the scale} */
    public Tensor scale() {
        return parameter("scale");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return loc();
    }

    @Override
    public Tensor mode() {
        return loc();
    }

    @Override
    public Tensor variance() {
        return scale().pow(2).mul(2);
    }

    @Override
    public Tensor stddev() {
        return scale().mul(Math.sqrt(2));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        double eps = FloatInfo.of(loc()).eps();
        Tensor u = loc().newEmpty(extendedShape(sampleShape)).uniform_(eps - 1, 1);
        return loc().sub(scale().mul(u.sign()).mul(u.abs().neg().log1p()));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return scale().mul(2).log().neg().sub(value.sub(loc()).abs().div(scale()));
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        Tensor tail = value.sub(loc()).abs().neg().div(scale()).expm1();
        return Torch.sub(0.5, value.sub(loc()).sign().mul(0.5).mul(tail));
    }

    @Override
    protected Tensor quantile(Tensor value) {
        Tensor term = value.sub(0.5);
        return loc().sub(scale().mul(term.sign()).mul(term.abs().mul(-2).log1p()));
    }

    @Override
    public Tensor entropy() {
        return scale().mul(2).log().add(1);
    }
}
