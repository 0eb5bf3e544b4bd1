package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Side;

/**
 * Options of what puts sequences into a padded batch.
 *
 * @param batchFirst whether the batch shall come first
 * @param paddingValue what to pad with
 * @param paddingSide where to pad
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record PadSequenceSpec(
        @Default("false") boolean batchFirst,
        @Default("0.0") double paddingValue,
        @Default("RIGHT") Side paddingSide) {}
