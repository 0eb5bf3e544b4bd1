package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenL;

/** Linear maps and distances. */
abstract class FunctionalLinear extends FunctionalLinearCrossEntropy {
    FunctionalLinear() {}

    /**
     * An affine map of the last dimension: {@code y = x Wᵀ + b}.
     *
     * <p>Shapes: input (*, in), output (*, out) or (*).
     *
     * @param input the input
     * @param weight the matrix, (out, in) or (in)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear.html">torch.nn.functional.linear</a>
     */
    public static Tensor linear(Tensor input, Tensor weight) {
        return linear(input, weight, null);
    }

    /**
     * An affine map of the last dimension: {@code y = x Wᵀ + b}.
     *
     * <p>Shapes: input (*, in), output (*, out) or (*).
     *
     * @param input the input
     * @param weight the matrix, (out, in) or (in)
     * @param bias what is added, (out) or (), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear.html">torch.nn.functional.linear</a>
     */
    public static Tensor linear(Tensor input, Tensor weight, Tensor bias) {
        return AtenL.linear(input, weight, bias);
    }

    /**
     * A bilinear map of the last dimensions: {@code y = x₁ᵀ A x₂ + b}.
     *
     * <p>Shapes: inputs (*, in₁) and (*, in₂), output (*, out).
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param weight the matrices, (out, in₁, in₂)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.bilinear.html">torch.nn.functional.bilinear</a>
     */
    public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight) {
        return bilinear(input1, input2, weight, null);
    }

    /**
     * A bilinear map of the last dimensions: {@code y = x₁ᵀ A x₂ + b}.
     *
     * <p>Shapes: inputs (*, in₁) and (*, in₂), output (*, out).
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param weight the matrices, (out, in₁, in₂)
     * @param bias what is added, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.bilinear.html">torch.nn.functional.bilinear</a>
     */
    public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor bias) {
        return AtenB.bilinear(input1, input2, weight, bias);
    }

    /**
     * Products of groups of matrices.
     *
     * @param matA the first factors, of two or three dimensions
     * @param matB the second factors, of two or three dimensions
     * @return the products
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.grouped_mm.html">torch.nn.functional.grouped_mm</a>
     */
    public static Tensor groupedMm(Tensor matA, Tensor matB) {
        return groupedMm(matA, matB, null, null, null);
    }

    /**
     * Products of groups of matrices.
     *
     * @param matA the first factors, of two or three dimensions
     * @param matB the second factors, of two or three dimensions
     * @param offs where the groups end in the dimension that they share, of {@code int32}, or null
     * @param bias null
     * @param outDtype the result's dtype, or null for that of the factors
     * @return the products
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.grouped_mm.html">torch.nn.functional.grouped_mm</a>
     */
    public static Tensor groupedMm(
            Tensor matA, Tensor matB, Tensor offs, Tensor bias, DType outDtype) {
        return AtenG._grouped_mm(matA, matB, offs, bias, outDtype);
    }
}
