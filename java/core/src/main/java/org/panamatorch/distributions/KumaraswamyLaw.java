package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The Kumaraswamy distribution, between 0 and 1.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.kumaraswamy.Kumaraswamy">torch.distributions.kumaraswamy.Kumaraswamy</a>
 */
@AsDistribution
abstract class KumaraswamyLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param concentration1 the 1st concentration, often called alpha
     * @param concentration0 the 2nd concentration, often called beta
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    KumaraswamyLaw(Tensor concentration1, Tensor concentration0, DistributionSpec options) {
        super(
                parts(
                        new Parameters("Kumaraswamy")
                                .with("concentration1", concentration1)
                                .with("concentration0", concentration0)
                                .broadcast()
                                .validateArgs(options.validateArgs())));
    }

    KumaraswamyLaw(Parts parts) {
        super(parts);
    }

    private static Parts parts(Parameters parameters) {
        DistributionSpec options = new DistributionSpec(parameters.validateArgs());
        Tensor one = parameters.get("concentration1");
        Tensor zero = parameters.get("concentration0");
        Distribution base = new Uniform(Torch.fullLike(zero, 0), Torch.fullLike(zero, 1), options);
        return parts(
                base,
                List.of(
                        new PowerTransform(zero.reciprocal()),
                        new AffineTransform(1.0, -1.0),
                        new PowerTransform(one.reciprocal())),
                parameters);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "concentration1", Constraints.positive(), "concentration0", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.unitInterval();
    }

    /** {@return the 1st concentration, often called alpha} */
    public Tensor concentration1() {
        return parameter("concentration1");
    }

    /** {@return the 2nd concentration, often called beta} */
    public Tensor concentration0() {
        return parameter("concentration0");
    }

    /** The nth moment. */
    private Tensor moment(int n) {
        Tensor b = concentration0();
        Tensor a = Torch.div(n, concentration1()).add(1);
        return b.mul(a.lgamma().add(b.lgamma()).sub(a.add(b).lgamma()).exp());
    }

    @Override
    public Tensor mean() {
        return moment(1);
    }

    @Override
    public Tensor mode() {
        Tensor log =
                concentration0()
                        .reciprocal()
                        .mul(concentration0().neg().log1p())
                        .sub(concentration0().neg().mul(concentration1()).log1p());
        log.setAt(Double.NaN, concentration0().lt(1).bitwiseOr(concentration1().lt(1)));
        return log.exp();
    }

    @Override
    public Tensor variance() {
        return moment(2).sub(mean().pow(2));
    }

    @Override
    public Tensor entropy() {
        Tensor t1 = Torch.sub(1, concentration1().reciprocal());
        Tensor t0 = Torch.sub(1, concentration0().reciprocal());
        Tensor harmonic = concentration0().add(1).digamma().add(EULER);
        return t0.add(t1.mul(harmonic)).sub(concentration1().log()).sub(concentration0().log());
    }
}
