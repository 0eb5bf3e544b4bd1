package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the norm of tensors as if they were one vector.
 *
 * @param normType the p of the p-norm, may be infinite
 * @param errorIfNonfinite whether a norm that is infinite or no number is an error
 * @param foreach whether all tensors of a dtype are computed with at once; null for where it is
 *     faster
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record TotalNormSpec(
        @Default("2.0") double normType,
        @Default("false") boolean errorIfNonfinite,
        @Default("null") Boolean foreach) {}
