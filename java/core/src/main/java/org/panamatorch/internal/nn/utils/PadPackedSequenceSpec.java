package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of what pads packed sequences.
 *
 * @param batchFirst whether the batch shall come first
 * @param paddingValue what to pad with
 * @param totalLength the length to pad to, where it is not the longest sequence's
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record PadPackedSequenceSpec(
        @Default("false") boolean batchFirst,
        @Default("0.0") double paddingValue,
        @Default("null") Long totalLength) {}
