package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Noise;

import java.util.List;
import java.util.SequencedMap;

/**
 * The normal distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.normal.Normal">torch.distributions.normal.Normal</a>
 */
@AsDistribution
abstract class NormalLaw extends ExponentialFamily {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the mean
     * @param scale the standard deviation
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    NormalLaw(Tensor loc, Tensor scale, DistributionSpec options) {
        this(
                new Parameters("Normal")
                        .with("loc", loc)
                        .with("scale", scale)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    NormalLaw(Parameters parameters) {
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

    /** {@return the standard deviation} */
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
        return stddev().pow(2);
    }

    @Override
    public Tensor stddev() {
        return scale();
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        Shape shape = extendedShape(sampleShape);
        return Torch.normal(loc().expand(shape), scale().expand(shape));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return loc().add(Noise.normal(extendedShape(sampleShape), loc()).mul(scale()));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor variance = scale().pow(2);
        return value.sub(loc())
                .pow(2)
                .neg()
                .div(variance.mul(2))
                .sub(scale().log())
                .sub(Math.log(Math.sqrt(2 * Math.PI)));
    }

    @Override
    protected Tensor cumulative(Tensor value) {
        Tensor z = value.sub(loc()).mul(scale().reciprocal()).div(Math.sqrt(2));
        return z.erf().add(1).mul(0.5);
    }

    @Override
    protected Tensor quantile(Tensor value) {
        return loc().add(scale().mul(value.mul(2).sub(1).erfinv()).mul(Math.sqrt(2)));
    }

    @Override
    public Tensor entropy() {
        return scale().log().add(0.5 + 0.5 * Math.log(2 * Math.PI));
    }

    @Override
    protected double meanCarrierMeasure() {
        return 0;
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(loc().div(scale().pow(2)), scale().pow(2).reciprocal().mul(-0.5));
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        Tensor x = naturalParams.getFirst();
        Tensor y = naturalParams.getLast();
        return x.pow(2).mul(-0.25).div(y).add(Torch.div(-Math.PI, y).log().mul(0.5));
    }
}
