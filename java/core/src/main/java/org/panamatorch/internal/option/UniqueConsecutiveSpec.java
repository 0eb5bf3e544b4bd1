package org.panamatorch.internal.option;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code uniqueConsecutive}.
 *
 * @param returnInverse whether to give the places of the input's elements among them
 * @param returnCounts whether to give how often each occurs there
 * @param dim the dimension whose slices are compared; single elements are if not set
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record UniqueConsecutiveSpec(
        @Default("false") boolean returnInverse,
        @Default("false") boolean returnCounts,
        @Default("null") Long dim) {}
