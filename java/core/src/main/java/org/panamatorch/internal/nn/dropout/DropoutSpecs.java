package org.panamatorch.internal.nn.dropout;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Checks;

/** The options of dropouts, each set declared once. */
public interface DropoutSpecs {
    /**
     * Options of dropouts that keep mean and variance, as functions.
     *
     * @param p the probability of a zero, from 0 to 1
     * @param training whether it is training, and so done at all
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    @Unprinted
    record AlphaDropoutFuncSpec(
            @Default("0.5") double p,
            @Default("false") boolean training,
            @Default("false") boolean inplace) {}

    /**
     * Options of dropouts as functions.
     *
     * @param p the probability of a zero, from 0 to 1
     * @param training whether it is training, and so done at all
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    @Unprinted
    record DropoutFuncSpec(
            @Default("0.5") double p,
            @Default("true") boolean training,
            @Default("false") boolean inplace) {}

    /**
     * Options of dropouts.
     *
     * @param p the probability of a zero, from 0 to 1
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    record DropoutSpec(@Default("0.5") Number p, @Default("false") boolean inplace) {
        /**
         * Checks them.
         *
         * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
         */
        public DropoutSpec {
            Checks.probability(p);
        }
    }
}
