package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of initial values that are zero in part.
 *
 * @param std the standard deviation of the others
 * @param generator where the random values come from; which ones are zero always comes from the
 *     default one
 */
@OptionSet
@Unprinted
public record InitSparseSpec(@Default("0.01") double std, @Default("null") Generator generator) {}
