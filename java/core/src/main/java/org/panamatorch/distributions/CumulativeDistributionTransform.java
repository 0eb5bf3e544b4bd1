package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;

/**
 * The cumulative distribution function of a distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.CumulativeDistributionTransform">torch.distributions.transforms.CumulativeDistributionTransform</a>
 */
public final class CumulativeDistributionTransform extends Transform {
    private final Distribution distribution;

    /**
     * Makes a transform.
     *
     * @param distribution of single numbers
     */
    public CumulativeDistributionTransform(Distribution distribution) {
        this.distribution =
                Arguments.present(
                        distribution,
                        "CumulativeDistributionTransform",
                        "distribution",
                        "a distribution");
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new CumulativeDistributionTransform(distribution);
    }

    @Override
    public Constraint domain() {
        return distribution.support();
    }

    @Override
    public Constraint codomain() {
        return Constraints.unitInterval();
    }

    @Override
    public boolean bijective() {
        return true;
    }

    @Override
    public Tensor sign() {
        return signOf(1);
    }

    @Override
    protected Tensor forward(Tensor x) {
        return distribution.cdf(x);
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return distribution.icdf(y);
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return distribution.logProb(x);
    }
}
