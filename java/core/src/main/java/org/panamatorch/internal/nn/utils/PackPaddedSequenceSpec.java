package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of what packs a padded batch.
 *
 * @param batchFirst whether the batch comes first
 * @param enforceSorted whether the sequences must be sorted by length, the longest first; else they
 *     will be
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record PackPaddedSequenceSpec(
        @Default("false") boolean batchFirst, @Default("true") boolean enforceSorted) {}
