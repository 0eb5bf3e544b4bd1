package org.panamatorch.internal.nn.dropout;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of dropouts that keep mean and variance, as functions.
 *
 * @param p the probability of a zero, from 0 to 1
 * @param training whether it is training, and so done at all
 * @param inplace whether the result is written to the input
 */
@OptionSet
@Unprinted
public record AlphaDropoutFuncSpec(
        @Default("0.5") double p,
        @Default("false") boolean training,
        @Default("false") boolean inplace) {}
