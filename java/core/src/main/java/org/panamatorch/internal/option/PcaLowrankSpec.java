package org.panamatorch.internal.option;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code pcaLowrank}.
 *
 * @param q the rank, rather a little more than less; at most 6 if not set
 * @param center whether to subtract the features' means first
 * @param niter how many iterations refine it, at most 65,536
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record PcaLowrankSpec(
        @Default("null") Long q, @Default("true") boolean center, @Default("2") int niter) {}
