package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of the inverses of maximum poolings.
 *
 * @param stride how far apart the windows were, or nothing for their size
 * @param padding how much was put at either end
 */
@OptionSet
public record MaxUnpoolSpec(@Default("null") Extent stride, @Default("0") Extent padding) {}
