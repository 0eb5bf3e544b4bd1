package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.nn.Scales;
import org.panamatorch.option.ScalingType;
import org.panamatorch.option.SwizzleType;

/** Products of scaled matrices. */
abstract class FunctionalScaledProduct extends FunctionalLinear {
    FunctionalScaledProduct() {}

    /**
     * The product of two matrices of small floating-point numbers and their scales.
     *
     * @param matA the first factor
     * @param matB the second factor
     * @param scaleA the scales of the first factor
     * @param scaleRecipeA what each of them covers
     * @param scaleB the scales of the second factor
     * @param scaleRecipeB what each of them covers
     * @return the product
     * @throws org.panamatorch.TorchException if the device has no such product, or shapes or dtypes
     *     do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_mm.html">torch.nn.functional.scaled_mm</a>
     */
    public static Tensor scaledMm(
            Tensor matA,
            Tensor matB,
            Tensor[] scaleA,
            ScalingType[] scaleRecipeA,
            Tensor[] scaleB,
            ScalingType[] scaleRecipeB) {
        return scaledMm(
                matA,
                matB,
                scaleA,
                scaleRecipeA,
                scaleB,
                scaleRecipeB,
                null,
                null,
                null,
                DType.BFLOAT16,
                new long[0],
                false);
    }

    /**
     * The product of two matrices of small floating-point numbers and their scales.
     *
     * @param matA the first factor
     * @param matB the second factor
     * @param scaleA the scales of the first factor
     * @param scaleRecipeA what each of them covers
     * @param scaleB the scales of the second factor
     * @param scaleRecipeB what each of them covers
     * @param swizzleA how the scales of the first factor are laid out, or null
     * @param swizzleB how the scales of the second factor are laid out, or null
     * @param bias what is added, or null
     * @param outputDtype the result's dtype, or null
     * @param contractionDim the dimensions that are summed over, or none for the common ones
     * @param useFastAccum whether sums may be less exact
     * @return the product
     * @throws org.panamatorch.TorchException if the device has no such product, or shapes or dtypes
     *     do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_mm.html">torch.nn.functional.scaled_mm</a>
     */
    public static Tensor scaledMm(
            Tensor matA,
            Tensor matB,
            Tensor[] scaleA,
            ScalingType[] scaleRecipeA,
            Tensor[] scaleB,
            ScalingType[] scaleRecipeB,
            SwizzleType[] swizzleA,
            SwizzleType[] swizzleB,
            Tensor bias,
            DType outputDtype,
            long[] contractionDim,
            boolean useFastAccum) {
        return AtenS._scaled_mm_v2(
                matA,
                matB,
                scaleA,
                Scales.codes(scaleRecipeA),
                Scales.codes(swizzleA),
                scaleB,
                Scales.codes(scaleRecipeB),
                Scales.codes(swizzleB),
                bias,
                outputDtype,
                contractionDim,
                useFastAccum);
    }

    /**
     * Products of groups of matrices of small floating-point numbers and their scales.
     *
     * @param matA the first factor
     * @param matB the second factor
     * @param scaleA the scales of the first factor
     * @param scaleRecipeA what each of them covers
     * @param scaleB the scales of the second factor
     * @param scaleRecipeB what each of them covers
     * @return the products
     * @throws org.panamatorch.TorchException if the device has no such product, or shapes or dtypes
     *     do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_grouped_mm.html">torch.nn.functional.scaled_grouped_mm</a>
     */
    public static Tensor scaledGroupedMm(
            Tensor matA,
            Tensor matB,
            Tensor[] scaleA,
            ScalingType[] scaleRecipeA,
            Tensor[] scaleB,
            ScalingType[] scaleRecipeB) {
        return scaledGroupedMm(
                matA,
                matB,
                scaleA,
                scaleRecipeA,
                scaleB,
                scaleRecipeB,
                null,
                null,
                null,
                null,
                DType.BFLOAT16,
                new long[0],
                false);
    }

    /**
     * Products of groups of matrices of small floating-point numbers and their scales.
     *
     * @param matA the first factor
     * @param matB the second factor
     * @param scaleA the scales of the first factor
     * @param scaleRecipeA what each of them covers
     * @param scaleB the scales of the second factor
     * @param scaleRecipeB what each of them covers
     * @param swizzleA how the scales of the first factor are laid out, or null
     * @param swizzleB how the scales of the second factor are laid out, or null
     * @param bias what is added, or null
     * @param offs where the groups end, of {@code int32}, or null
     * @param outputDtype the result's dtype, or null
     * @param contractionDim the dimensions that are summed over, or none for the common ones
     * @param useFastAccum whether sums may be less exact
     * @return the products
     * @throws org.panamatorch.TorchException if the device has no such product, or shapes or dtypes
     *     do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_grouped_mm.html">torch.nn.functional.scaled_grouped_mm</a>
     */
    public static Tensor scaledGroupedMm(
            Tensor matA,
            Tensor matB,
            Tensor[] scaleA,
            ScalingType[] scaleRecipeA,
            Tensor[] scaleB,
            ScalingType[] scaleRecipeB,
            SwizzleType[] swizzleA,
            SwizzleType[] swizzleB,
            Tensor bias,
            Tensor offs,
            DType outputDtype,
            long[] contractionDim,
            boolean useFastAccum) {
        return AtenS._scaled_grouped_mm_v2(
                matA,
                matB,
                scaleA,
                Scales.codes(scaleRecipeA),
                Scales.codes(swizzleA),
                scaleB,
                Scales.codes(scaleRecipeB),
                Scales.codes(swizzleB),
                offs,
                bias,
                outputDtype,
                contractionDim,
                useFastAccum);
    }
}
