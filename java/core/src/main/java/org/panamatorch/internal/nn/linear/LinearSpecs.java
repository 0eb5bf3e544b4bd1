package org.panamatorch.internal.nn.linear;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.SwizzleType;

/** The options of linear maps and matrix products, each set declared once. */
public interface LinearSpecs {
    /**
     * Options of products of groups of matrices.
     *
     * @param offs where the groups end in the dimension that they share, of {@code int32}
     * @param bias not supported by PyTorch, which wants it absent
     * @param outDtype the result's dtype, without one that of the factors
     */
    @OptionSet
    @Unprinted
    record GroupedMmSpec(
            @Default("null") Tensor offs,
            @Default("null") Tensor bias,
            @Default("null") DType outDtype) {}

    /**
     * Options of linear maps.
     *
     * @param bias whether there is a bias
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record LinearSpec(@Default("true") boolean bias, TensorOptions parameters) {}

    /**
     * Options of products of groups of scaled matrices.
     *
     * @param swizzleA how the scales of the first factor are laid out
     * @param swizzleB how the scales of the second factor are laid out
     * @param bias the shift
     * @param offs where the groups end, of {@code int32}
     * @param outputDtype the result's dtype
     * @param contractionDim the dimensions that are summed over; the common ones, if there are none
     * @param useFastAccum whether sums may be less exact
     */
    @OptionSet
    @Unprinted
    record ScaledGroupedMmSpec(
            @Default("") SwizzleType[] swizzleA,
            @Default("") SwizzleType[] swizzleB,
            @Default("null") Tensor bias,
            @Default("null") Tensor offs,
            @Default("BFLOAT16") @OrNone DType outputDtype,
            @Default("") long[] contractionDim,
            @Default("false") boolean useFastAccum) {}

    /**
     * Options of the product of two scaled matrices.
     *
     * @param swizzleA how the scales of the first factor are laid out
     * @param swizzleB how the scales of the second factor are laid out
     * @param bias the shift
     * @param outputDtype the result's dtype
     * @param contractionDim the dimensions that are summed over; the common ones, if there are none
     * @param useFastAccum whether sums may be less exact
     */
    @OptionSet
    @Unprinted
    record ScaledMmSpec(
            @Default("") SwizzleType[] swizzleA,
            @Default("") SwizzleType[] swizzleB,
            @Default("null") Tensor bias,
            @Default("BFLOAT16") @OrNone DType outputDtype,
            @Default("") long[] contractionDim,
            @Default("false") boolean useFastAccum) {}
}
