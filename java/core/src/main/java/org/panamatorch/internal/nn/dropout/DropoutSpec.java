package org.panamatorch.internal.nn.dropout;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Checks;

/**
 * Options of dropouts.
 *
 * @param p the probability of a zero, from 0 to 1
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record DropoutSpec(@Default("0.5") Number p, @Default("false") boolean inplace) {
    /**
     * Checks them.
     *
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public DropoutSpec {
        Checks.probability(p);
    }
}
