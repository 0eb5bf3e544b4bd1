package org.panamatorch.internal.nn.linear;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of products of groups of matrices.
 *
 * @param offs where the groups end in the dimension that they share, of {@code int32}
 * @param bias not supported by PyTorch, which wants it absent
 * @param outDtype the result's dtype, without one that of the factors
 */
@OptionSet
@Unprinted
public record GroupedMmSpec(
        @Default("null") Tensor offs,
        @Default("null") Tensor bias,
        @Default("null") DType outDtype) {}
