package org.panamatorch.internal.option;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code svdLowrank}.
 *
 * @param q the rank, rather a little more than less
 * @param niter how many iterations refine it, at most 65,536
 * @param M the matrix to subtract first, broadcast to its shape
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record SvdLowrankSpec(
        @Default("6") long q, @Default("2") int niter, @Default("null") Tensor M) {}
