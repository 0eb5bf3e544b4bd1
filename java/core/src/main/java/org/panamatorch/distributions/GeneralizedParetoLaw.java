package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Noise;

import java.util.SequencedMap;

/**
 * The generalized Pareto distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.generalized_pareto.GeneralizedPareto">torch.distributions.generalized_pareto.GeneralizedPareto</a>
 */
@AsDistribution
abstract class GeneralizedParetoLaw extends Distribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the location
     * @param scale the scale
     * @param concentration the concentration
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    GeneralizedParetoLaw(Tensor loc, Tensor scale, Tensor concentration, DistributionSpec options) {
        this(
                new Parameters("GeneralizedPareto")
                        .with("loc", loc)
                        .with("scale", scale)
                        .with("concentration", concentration)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    GeneralizedParetoLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "loc",
                Constraints.real(),
                "scale",
                Constraints.positive(),
                "concentration",
                Constraints.real());
    }

    /** {@return the location} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the scale} */
    public Tensor scale() {
        return parameter("scale");
    }

    /** {@return the concentration} */
    public Tensor concentration() {
        return parameter("concentration");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        Tensor isFinite = concentration().lt(1);
        Tensor safe = Torch.where(isFinite, concentration(), 0.5);
        Tensor result = loc().add(scale().div(Torch.sub(1, safe)));
        return Torch.where(isFinite, result, Double.NaN);
    }

    @Override
    public Tensor mode() {
        return loc();
    }

    @Override
    public Tensor variance() {
        Tensor isFinite = concentration().lt(0.5);
        Tensor safe = Torch.where(isFinite, concentration(), 0.25);
        Tensor result =
                scale().pow(2).div(Torch.sub(1, safe).pow(2).mul(Torch.sub(1, safe.mul(2))));
        return Torch.where(isFinite, result, Double.NaN);
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return quantile(Noise.uniform(extendedShape(sampleShape), loc()));
    }

    private Tensor z(Tensor value) {
        return value.sub(loc()).div(scale());
    }

    private Tensor isExponential(Tensor zero) {
        return concentration().isclose(zero);
    }

    private Tensor safeConcentration(Tensor isExponential) {
        return Torch.where(isExponential, Torch.onesLike(concentration()), concentration());
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor z = z(value);
        Tensor isExponential = isExponential(Torch.tensor(0.0));
        Tensor safe = safeConcentration(isExponential);
        Tensor y = Torch.div(1, safe).add(Torch.onesLike(z));
        Tensor other = Torch.where(y.eq(0), y, y.mul(safe.mul(z).log1p()));
        return scale().log().neg().sub(Torch.where(isExponential, z, other));
    }

    /**
     * The logarithm of the probability of a value above another.
     *
     * @param value (*, batch)
     * @return (*, batch)
     */
    public Tensor logSurvivalFunction(Tensor value) {
        Tensor z = z(validated("logSurvivalFunction", value));
        Tensor isExponential = isExponential(Torch.tensor(0.0));
        Tensor safe = safeConcentration(isExponential);
        Tensor other = safe.mul(z).log1p().neg().div(safe);
        return Torch.where(isExponential, z.neg(), other);
    }

    /**
     * The logarithm of {@link #cdf}.
     *
     * @param value (*, batch)
     * @return (*, batch)
     */
    public Tensor logCdf(Tensor value) {
        return logSurvivalFunction(value).exp().neg().log1p();
    }

    @Override
    public Tensor cdf(Tensor value) {
        return logCdf(value).exp();
    }

    @Override
    protected Tensor quantile(Tensor value) {
        Tensor isExponential = isExponential(Torch.zerosLike(concentration()));
        Tensor safe = safeConcentration(isExponential);
        Tensor survival = value.neg().log1p();
        Tensor other = loc().add(scale().div(safe).mul(safe.neg().mul(survival).expm1()));
        return Torch.where(isExponential, loc().sub(scale().mul(survival)), other);
    }

    @Override
    public Tensor entropy() {
        return scale().log().add(concentration()).add(1).broadcastTo(batchShape());
    }

    @Override
    public Constraint support() {
        Tensor upper =
                Torch.where(
                        concentration().lt(0),
                        loc().sub(scale().div(concentration())),
                        Double.POSITIVE_INFINITY);
        return Constraints.interval(loc(), upper);
    }
}
