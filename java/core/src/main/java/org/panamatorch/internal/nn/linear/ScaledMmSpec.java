package org.panamatorch.internal.nn.linear;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.SwizzleType;

/**
 * Options of the product of two scaled matrices.
 *
 * @param swizzleA how the scales of the first factor are laid out
 * @param swizzleB how the scales of the second factor are laid out
 * @param bias what is added
 * @param outputDtype the result's dtype
 * @param contractionDim the dimensions that are summed over; the common ones, if there are none
 * @param useFastAccum whether sums may be less exact
 */
@OptionSet
@Unprinted
public record ScaledMmSpec(
        @Default("") SwizzleType[] swizzleA,
        @Default("") SwizzleType[] swizzleB,
        @Default("null") Tensor bias,
        @Default("BFLOAT16") @OrNone DType outputDtype,
        @Default("") long[] contractionDim,
        @Default("false") boolean useFastAccum) {}
