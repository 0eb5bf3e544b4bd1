package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The Weibull distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.weibull.Weibull">torch.distributions.weibull.Weibull</a>
 */
public class Weibull extends TransformedDistribution {
    /**
     * Makes a distribution.
     *
     * @param scale the scale
     * @param concentration the shape
     * @throws TorchException if a parameter is not within its constraint
     */
    public Weibull(Tensor scale, Tensor concentration) {
        this(scale, concentration, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param scale the scale
     * @param concentration the shape
     * @throws TorchException if a parameter is not within its constraint
     */
    public Weibull(double scale, double concentration) {
        this(Torch.tensor(scale), Torch.tensor(concentration));
    }

    /**
     * Makes a distribution.
     *
     * @param scale the scale
     * @param concentration the shape
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public Weibull(
            Tensor scale, Tensor concentration, Consumer<? super DistributionOptions> options) {
        this(scale, concentration, DistributionOptions.of(options, "Weibull"));
    }

    private Weibull(Tensor scale, Tensor concentration, DistributionSpec options) {
        super(
                parts(
                        withReciprocal(
                                new Parameters("Weibull")
                                        .with("scale", scale)
                                        .with("concentration", concentration)
                                        .broadcast()
                                        .validateArgs(options.validateArgs()))));
    }

    private Weibull(Parts parts) {
        super(parts);
    }

    private static Parts parts(Parameters parameters) {
        DistributionSpec options = new DistributionSpec(parameters.validateArgs());
        Tensor scale = parameters.get("scale");
        Distribution base = new Exponential(Torch.onesLike(scale), options);
        return parts(
                base,
                List.of(
                        new PowerTransform(parameters.get("concentration_reciprocal")),
                        new AffineTransform(0, scale)),
                parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "scale", Constraints.positive(), "concentration", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.positive();
    }

    /** {@return the scale} */
    public Tensor scale() {
        return parameter("scale");
    }

    /** {@return the shape} */
    public Tensor concentration() {
        return parameter("concentration");
    }

    @Override
    public Weibull expand(Shape batchShape) {
        return new Weibull(parts(withReciprocal(expanded(batchShape, Weibull.class))));
    }

    private static Parameters withReciprocal(Parameters parameters) {
        return parameters.with(
                "concentration_reciprocal", parameters.get("concentration").reciprocal());
    }

    private Tensor inverse() {
        return parameter("concentration_reciprocal");
    }

    @Override
    public Tensor mean() {
        return scale().mul(inverse().add(1).lgamma().exp());
    }

    @Override
    public Tensor mode() {
        return scale().mul(
                        concentration()
                                .sub(1)
                                .div(concentration())
                                .pow(concentration().reciprocal()));
    }

    @Override
    public Tensor variance() {
        Tensor square = inverse().mul(2).add(1).lgamma().exp();
        return scale().pow(2).mul(square.sub(inverse().add(1).lgamma().mul(2).exp()));
    }

    @Override
    public Tensor entropy() {
        return Torch.sub(1, inverse()).mul(EULER).add(scale().mul(inverse()).log()).add(1);
    }
}
