package org.panamatorch.option;

import org.panamatorch.nn.Functional;

import java.util.Locale;

/**
 * How {@link Functional#gelu(org.panamatorch.Tensor, GeluApproximation) gelu} is approximated.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GELU.html">torch.nn.GELU</a>
 */
public enum GeluApproximation {
    /** Not at all. */
    NONE,
    /** By a hyperbolic tangent. */
    TANH;

    /**
     * Python's word.
     *
     * @return {@code none} or {@code tanh}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
