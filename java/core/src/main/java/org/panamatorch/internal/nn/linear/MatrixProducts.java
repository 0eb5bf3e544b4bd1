package org.panamatorch.internal.nn.linear;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.linear.LinearSpecs.GroupedMmSpec;
import org.panamatorch.internal.nn.linear.LinearSpecs.ScaledGroupedMmSpec;
import org.panamatorch.internal.nn.linear.LinearSpecs.ScaledMmSpec;
import org.panamatorch.option.ScalingType;
import org.panamatorch.option.SwizzleType;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/** Products of groups of matrices, and of scaled matrices. */
@Facade("org.panamatorch.nn.Functional")
public final class MatrixProducts {
    private MatrixProducts() {}

    /**
     * Products of groups of matrices.
     *
     * @param matA the first factors, of two or three dimensions
     * @param matB the second factors, of two or three dimensions
     * @return the products
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    public static Tensor groupedMm(Tensor matA, Tensor matB, GroupedMmSpec options) {
        return AtenG._grouped_mm(matA, matB, options.offs(), options.bias(), options.outDtype());
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
     * @return the product
     * @throws org.panamatorch.TorchException if the device has no such product, or shapes or dtypes
     *     do not fit
     */
    public static Tensor scaledMm(
            Tensor matA,
            Tensor matB,
            Tensor[] scaleA,
            ScalingType[] scaleRecipeA,
            Tensor[] scaleB,
            ScalingType[] scaleRecipeB,
            ScaledMmSpec options) {
        return AtenS._scaled_mm_v2(
                matA,
                matB,
                scaleA,
                codes(scaleRecipeA, ScalingType::code, "a scaling type"),
                codes(options.swizzleA(), SwizzleType::code, "a swizzle type"),
                scaleB,
                codes(scaleRecipeB, ScalingType::code, "a scaling type"),
                codes(options.swizzleB(), SwizzleType::code, "a swizzle type"),
                options.bias(),
                options.outputDtype(),
                options.contractionDim(),
                options.useFastAccum());
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
     */
    public static Tensor scaledGroupedMm(
            Tensor matA,
            Tensor matB,
            Tensor[] scaleA,
            ScalingType[] scaleRecipeA,
            Tensor[] scaleB,
            ScalingType[] scaleRecipeB,
            ScaledGroupedMmSpec options) {
        return AtenS._scaled_grouped_mm_v2(
                matA,
                matB,
                scaleA,
                codes(scaleRecipeA, ScalingType::code, "a scaling type"),
                codes(options.swizzleA(), SwizzleType::code, "a swizzle type"),
                scaleB,
                codes(scaleRecipeB, ScalingType::code, "a scaling type"),
                codes(options.swizzleB(), SwizzleType::code, "a swizzle type"),
                options.offs(),
                options.bias(),
                options.outputDtype(),
                options.contractionDim(),
                options.useFastAccum());
    }

    private static <T> long[] codes(T[] words, ToLongFunction<T> code, String expected) {
        return words == null
                ? new long[0]
                : Arrays.stream(words)
                        .map(each -> Required.present("scaled_mm", "recipe", each, expected))
                        .mapToLong(code)
                        .toArray();
    }
}
