package org.panamatorch.internal.option;

import org.panamatorch.DType;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code norm}.
 *
 * @param dim over which dimensions; all if not set
 * @param keepdim whether the dimensions stay, with size 1
 * @param dtype the dtype that the elements are converted to first
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record NormSpec(
        @Default("null") long[] dim,
        @Default("false") boolean keepdim,
        @Default("null") DType dtype) {}
