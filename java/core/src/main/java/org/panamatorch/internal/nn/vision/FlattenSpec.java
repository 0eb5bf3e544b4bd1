package org.panamatorch.internal.nn.vision;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of the module that makes one dimension of several.
 *
 * @param startDim the first of them
 * @param endDim the last of them
 */
@OptionSet
public record FlattenSpec(@Default("1") long startDim, @Default("-1") long endDim) {}
