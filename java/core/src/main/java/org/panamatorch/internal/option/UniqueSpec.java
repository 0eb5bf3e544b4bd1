package org.panamatorch.internal.option;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code unique}.
 *
 * @param sorted whether the elements are in ascending order, otherwise in any
 * @param returnInverse whether to give the places of the input's elements among them
 * @param returnCounts whether to give how often each occurs
 * @param dim the dimension whose slices are compared; single elements are if not set
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record UniqueSpec(
        @Default("true") boolean sorted,
        @Default("false") boolean returnInverse,
        @Default("false") boolean returnCounts,
        @Default("null") Long dim) {}
