package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.FloatInfo;

import java.util.List;
import java.util.SequencedMap;

/**
 * The Gumbel distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.gumbel.Gumbel">torch.distributions.gumbel.Gumbel</a>
 */
@AsDistribution
abstract class GumbelLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the location
     * @param scale the scale
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    GumbelLaw(Tensor loc, Tensor scale, DistributionSpec options) {
        super(
                parts(
                        new Parameters("Gumbel")
                                .with("loc", loc)
                                .with("scale", scale)
                                .broadcast()
                                .validateArgs(options.validateArgs()),
                        loc));
    }

    GumbelLaw(Parts parts) {
        super(parts);
    }

    private static Parts parts(Parameters parameters, Tensor loc) {
        DistributionSpec options = new DistributionSpec(parameters.validateArgs());
        Tensor scale = parameters.get("scale");
        FloatInfo info = FloatInfo.of(scale);
        Distribution base =
                new Uniform(
                        Torch.fullLike(scale, info.tiny()),
                        Torch.fullLike(scale, 1 - info.eps()),
                        options);
        return parts(
                base,
                List.of(
                        new ExpTransform().inv(),
                        new AffineTransform(0, Torch.onesLike(scale).neg()),
                        new ExpTransform().inv(),
                        new AffineTransform(loc, scale.neg())),
                parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("loc", Constraints.real(), "scale", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.real();
    }

    /** {@return the location} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the scale} */
    public Tensor scale() {
        return parameter("scale");
    }

    @Override
    public Tensor mean() {
        return loc().add(scale().mul(EULER));
    }

    @Override
    public Tensor mode() {
        return loc();
    }

    @Override
    public Tensor variance() {
        return stddev().pow(2);
    }

    @Override
    public Tensor stddev() {
        return scale().mul(Math.PI / Math.sqrt(6));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor y = loc().sub(value).div(scale());
        return y.sub(y.exp()).sub(scale().log());
    }

    @Override
    public Tensor entropy() {
        return scale().log().add(1 + EULER);
    }
}
