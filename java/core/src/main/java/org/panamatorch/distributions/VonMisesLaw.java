package org.panamatorch.distributions;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.Shapes;

import java.util.SequencedMap;

/**
 * The von Mises distribution of angles in radians, which is a normal distribution on a circle.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.von_mises.VonMises">torch.distributions.von_mises.VonMises</a>
 */
@AsDistribution
abstract class VonMisesLaw extends Distribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the angle of the mean
     * @param concentration the concentration
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    VonMisesLaw(Tensor loc, Tensor concentration, DistributionSpec options) {
        this(
                new Parameters("VonMises")
                        .with("loc", loc)
                        .with("concentration", concentration)
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    VonMisesLaw(Parameters parameters) {
        super(parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "loc", Constraints.real(), "concentration", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.real();
    }

    /** {@return the angle of the mean} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the concentration} */
    public Tensor concentration() {
        return parameter("concentration");
    }

    private static final double[][] COEFFICIENTS_SMALL = {
        {1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813},
        {0.5, 0.87890594, 0.51498869, 0.15084934, 0.02658733, 0.00301532, 0.00032411}
    };
    private static final double[][] COEFFICIENTS_LARGE = {
        {
            0.39894228,
            0.01328592,
            0.00225319,
            -0.00157565,
            0.00916281,
            -0.02057706,
            0.02635537,
            -0.01647633,
            0.00392377
        },
        {
            0.39894228,
            -0.03988024,
            -0.00362018,
            0.00163801,
            -0.01031555,
            0.02282967,
            -0.02895312,
            0.01787654,
            -0.00420059
        }
    };
    // Up to where the modified Bessel functions follow the first polynomial.
    private static final double SMALL = 3.75;
    // Below which the proposal's radius is computed by a Taylor series.
    private static final double LEAST_CONCENTRATION = 1e-5;
    // Where parameters are not checked: of this one's draws one in 60 is accepted at the least, of
    // lesser ones soon none.
    private static final double LEAST_DRAWN = -2;

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
        return parameter(
                "variance",
                () ->
                        Torch.sub(
                                1,
                                logBessel(concentration(), 1)
                                        .sub(logBessel(concentration(), 0))
                                        .exp()));
    }

    private static Tensor polynomial(Tensor y, double... coefficients) {
        Tensor result = null;
        for (int i = coefficients.length - 2; i >= 0; i--) {
            Tensor product = result == null ? y.mul(coefficients[i + 1]) : y.mul(result);
            result = product.add(coefficients[i]);
        }
        return result;
    }

    /** The logarithm of the modified Bessel function of order 0 or 1 of positive numbers. */
    private static Tensor logBessel(Tensor x, int order) {
        Tensor ratio = x.div(SMALL);
        Tensor small = polynomial(ratio.mul(ratio), COEFFICIENTS_SMALL[order]);
        if (order == 1) {
            small = x.abs().mul(small);
        }
        Tensor inverse = Torch.div(SMALL, x);
        Tensor large =
                x.sub(x.log().mul(0.5)).add(polynomial(inverse, COEFFICIENTS_LARGE[order]).log());
        return Torch.where(x.lt(SMALL), small.log(), large);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return concentration()
                .mul(value.sub(loc()).cos())
                .sub(Math.log(2 * Math.PI))
                .sub(logBessel(concentration(), 0));
    }

    private Tensor proposalRadius(Tensor kappa) {
        return parameter(
                "proposal_r",
                () -> {
                    Tensor tau = kappa.pow(2).mul(4).add(1).sqrt().add(1);
                    Tensor rho = tau.sub(tau.mul(2).sqrt()).div(kappa.mul(2));
                    Tensor radius = rho.pow(2).add(1).div(rho.mul(2));
                    Tensor taylor = Torch.div(1, kappa).add(kappa);
                    radius = Torch.where(kappa.lt(LEAST_CONCENTRATION), taylor, radius);
                    requireAccepted(kappa, radius);
                    return radius;
                });
    }

    private static void requireAccepted(Tensor kappa, Tensor radius) {
        // Of 1e16 it is 1 in double precision, and every proposal the mean.
        Tensor isDrawn = radius.abs().gt(1).logicalAnd(radius.isfinite());
        Tensor refused = isDrawn.logicalAnd(kappa.ge(LEAST_DRAWN)).logicalNot();
        if (refused.any().itemBoolean()) {
            throw invalid(
                    "VonMises.sample: of argument 'concentration' "
                            + kappa.maskedSelect(refused).select(0, 0).item()
                            + " no draw is ever accepted, expected positive numbers below 1e15");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.panamatorch.TorchException if a concentration, where parameters are not checked,
     *     is one that no draw is accepted for, such as 0 or NaN; Python draws for ever
     */
    @Override
    protected Tensor drawn(Shape sampleShape) {
        // By rejection, in double precision, as small concentrations lose too much of float.
        Tensor location = loc().to(DType.FLOAT64);
        Tensor kappa = concentration().to(DType.FLOAT64);
        Tensor radius = proposalRadius(kappa);
        Shape shape = extendedShape(sampleShape);
        Tensor x = location.newEmpty(shape);
        Tensor isDone = x.newZeros(shape, DType.BOOL);
        while (!isDone.all().itemBoolean()) {
            Tensor[] u = Noise.uniform(Shapes.join(Shape.of(3), shape), location).unbind();
            Tensor z = u[0].mul(Math.PI).cos();
            Tensor f = radius.mul(z).add(1).div(radius.add(z));
            Tensor c = kappa.mul(radius.sub(f));
            Tensor isAccepted =
                    c.mul(Torch.sub(2, c))
                            .sub(u[1])
                            .gt(0)
                            .bitwiseOr(c.div(u[1]).log().add(1).sub(c).ge(0));
            x = Torch.where(isAccepted, u[2].sub(0.5).sign().mul(f.acos()), x);
            isDone = isDone.bitwiseOr(isAccepted);
        }
        return x.add(Math.PI).add(location).remainder(2 * Math.PI).sub(Math.PI).to(loc().dtype());
    }
}
