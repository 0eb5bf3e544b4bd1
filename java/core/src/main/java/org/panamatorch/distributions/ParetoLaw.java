package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The Pareto distribution of type 1.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.pareto.Pareto">torch.distributions.pareto.Pareto</a>
 */
@AsDistribution
abstract class ParetoLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param scale the scale, which is the least value
     * @param alpha the shape
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    ParetoLaw(Tensor scale, Tensor alpha, DistributionSpec options) {
        super(
                parts(
                        new Parameters("Pareto")
                                .with("scale", scale)
                                .with("alpha", alpha)
                                .broadcast()
                                .validateArgs(options.validateArgs())));
    }

    ParetoLaw(Parts parts) {
        super(parts);
    }

    private static Parts parts(Parameters parameters) {
        DistributionSpec options = new DistributionSpec(parameters.validateArgs());
        Distribution base = new Exponential(parameters.get("alpha"), options);
        return parts(
                base,
                List.of(new ExpTransform(), new AffineTransform(0, parameters.get("scale"))),
                parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("alpha", Constraints.positive(), "scale", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.greaterThanEq(scale());
    }

    /** {@return the scale, which is the least value} */
    public Tensor scale() {
        return parameter("scale");
    }

    /** {@return the shape} */
    public Tensor alpha() {
        return parameter("alpha");
    }

    @Override
    public Tensor mean() {
        Tensor a = alpha().clamp(1);
        return a.mul(scale()).div(a.sub(1));
    }

    @Override
    public Tensor mode() {
        return scale();
    }

    @Override
    public Tensor variance() {
        Tensor a = alpha().clamp(2);
        return scale().pow(2).mul(a).div(a.sub(1).pow(2).mul(a.sub(2)));
    }

    @Override
    public Tensor entropy() {
        return scale().div(alpha()).log().add(alpha().reciprocal().add(1));
    }
}
