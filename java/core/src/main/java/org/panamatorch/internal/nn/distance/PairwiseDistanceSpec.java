package org.panamatorch.internal.nn.distance;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the distances between vectors.
 *
 * @param p the p of the norm
 * @param eps what is added to the differences
 * @param keepdim whether the last dimension stays, with the size 1
 */
@OptionSet
@Unprinted
public record PairwiseDistanceSpec(
        @Default("2.0") double p, @Default("1e-6") double eps, @Default("false") boolean keepdim) {}
