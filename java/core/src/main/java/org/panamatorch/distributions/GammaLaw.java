package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Special;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.FloatInfo;

import java.util.List;
import java.util.SequencedMap;

/**
 * The gamma distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.gamma.Gamma">torch.distributions.gamma.Gamma</a>
 */
@AsDistribution
abstract class GammaLaw extends ExponentialFamily {
    /**
     * Makes the law of a distribution.
     *
     * @param concentration the shape, often called alpha
     * @param rate the rate, which is 1 / scale, often called beta
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    GammaLaw(Tensor concentration, Tensor rate, DistributionSpec options) {
        this(
                new Parameters("Gamma")
                        .with("concentration", concentration)
                        .with("rate", rate)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    GammaLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "concentration", Constraints.positive(), "rate", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.nonnegative();
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
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return concentration().div(rate());
    }

    @Override
    public Tensor mode() {
        return concentration().sub(1).div(rate()).clamp(0);
    }

    @Override
    public Tensor variance() {
        return concentration().div(rate().pow(2));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Shape shape = extendedShape(sampleShape);
        Tensor value =
                AtenS._standard_gamma(concentration().expand(shape), null)
                        .div(rate().expand(shape));
        // Without autograd's knowledge, as Python does.
        value.detach().clamp_(FloatInfo.of(value).tiny());
        return value;
    }

    @Override
    public Tensor logProb(Tensor value) {
        return super.logProb(present("logProb", value).to(rate()));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return concentration()
                .xlogy(rate())
                .add(concentration().sub(1).xlogy(value))
                .sub(rate().mul(value))
                .sub(concentration().lgamma());
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        return Special.gammainc(concentration(), rate().mul(value));
    }

    @Override
    public Tensor entropy() {
        return concentration()
                .sub(rate().log())
                .add(concentration().lgamma())
                .add(Torch.sub(1.0, concentration()).mul(concentration().digamma()));
    }

    @Override
    protected double meanCarrierMeasure() {
        return 0;
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(concentration().sub(1), rate().neg());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        Tensor x = naturalParams.getFirst();
        Tensor y = naturalParams.getLast();
        return x.add(1).lgamma().add(x.add(1).mul(y.reciprocal().neg().log()));
    }
}
