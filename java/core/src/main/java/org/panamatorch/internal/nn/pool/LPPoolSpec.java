package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of power-average poolings.
 *
 * @param stride how far apart the windows are, or nothing for their size
 * @param ceilMode whether the output's size is rounded up instead of down
 */
@OptionSet
public record LPPoolSpec(@Default("null") Extent stride, @Default("false") boolean ceilMode) {}
