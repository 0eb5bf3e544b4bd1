package org.panamatorch.internal.nn.distance;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of the division by a norm.
 *
 * @param p the p of the norm
 * @param dim the dimensions that it is taken over
 * @param eps what the norm is at least
 * @param out what the output is written to; autograd does not record what is written
 */
@OptionSet
@Unprinted
public record NormalizeFuncSpec(
        @Default("2.0") double p,
        @Default("1") Extent dim,
        @Default("1e-12") double eps,
        @Default("null") Tensor out) {}
