package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of maximum poolings to a given size.
 *
 * @param returnIndices whether the indices are asked for; {@code callWithIndices} gives them in any
 *     case
 */
@OptionSet
@Unprinted
public record AdaptiveMaxPoolSpec(@Default("false") boolean returnIndices) {}
