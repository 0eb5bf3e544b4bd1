package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenP;

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
     * The p-norms of differences: {@code ‖x₁ - x₂ + eps‖ₚ}.
     *
     * <p>Shapes: inputs (N, D) or (D), output (N) or ().
     *
     * @param x1 the first input
     * @param x2 the second input
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pairwise_distance.html">torch.nn.functional.pairwise_distance</a>
     */
    public static Tensor pairwiseDistance(Tensor x1, Tensor x2) {
        return pairwiseDistance(x1, x2, 2.0, 1e-6, false);
    }

    /**
     * The p-norms of differences: {@code ‖x₁ - x₂ + eps‖ₚ}.
     *
     * <p>Shapes: inputs (N, D) or (D), output (N) or ().
     *
     * @param x1 the first input
     * @param x2 the second input
     * @param p the p of the norm; 2 by default
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pairwise_distance.html">torch.nn.functional.pairwise_distance</a>
     */
    public static Tensor pairwiseDistance(Tensor x1, Tensor x2, double p) {
        return pairwiseDistance(x1, x2, p, 1e-6, false);
    }

    /**
     * The p-norms of differences: {@code ‖x₁ - x₂ + eps‖ₚ}.
     *
     * <p>Shapes: inputs (N, D) or (D), output (N) or ().
     *
     * @param x1 the first input
     * @param x2 the second input
     * @param p the p of the norm; 2 by default
     * @param eps what is added to the differences; 1e-6 by default
     * @param keepdim whether the last dimension stays, with the size 1; no by default
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pairwise_distance.html">torch.nn.functional.pairwise_distance</a>
     */
    public static Tensor pairwiseDistance(
            Tensor x1, Tensor x2, double p, double eps, boolean keepdim) {
        return AtenP.pairwise_distance(x1, x2, p, eps, keepdim);
    }

    /**
     * The cosines of the angles between vectors.
     *
     * <p>Shapes: inputs (*, D, *), output (*, *).
     *
     * @param x1 the first input
     * @param x2 the second input, which broadcasts to the first
     * @return the cosines
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_similarity.html">torch.nn.functional.cosine_similarity</a>
     */
    public static Tensor cosineSimilarity(Tensor x1, Tensor x2) {
        return cosineSimilarity(x1, x2, 1, 1e-8);
    }

    /**
     * The cosines of the angles between vectors.
     *
     * <p>Shapes: inputs (*, D, *), output (*, *).
     *
     * @param x1 the first input
     * @param x2 the second input, which broadcasts to the first
     * @param dim the dimension of the vectors; 1 by default
     * @return the cosines
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_similarity.html">torch.nn.functional.cosine_similarity</a>
     */
    public static Tensor cosineSimilarity(Tensor x1, Tensor x2, long dim) {
        return cosineSimilarity(x1, x2, dim, 1e-8);
    }

    /**
     * The cosines of the angles between vectors.
     *
     * <p>Shapes: inputs (*, D, *), output (*, *).
     *
     * @param x1 the first input
     * @param x2 the second input, which broadcasts to the first
     * @param dim the dimension of the vectors; 1 by default
     * @param eps what the product of the norms is at least; 1e-8 by default
     * @return the cosines
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_similarity.html">torch.nn.functional.cosine_similarity</a>
     */
    public static Tensor cosineSimilarity(Tensor x1, Tensor x2, long dim, double eps) {
        return AtenC.cosine_similarity(x1, x2, dim, eps);
    }

    /**
     * The p-norms of the differences of all pairs of rows.
     *
     * <p>Shapes: input (N, M), output (N (N - 1) / 2).
     *
     * @param input the input
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pdist.html">torch.nn.functional.pdist</a>
     */
    public static Tensor pdist(Tensor input) {
        return pdist(input, 2.0);
    }

    /**
     * The p-norms of the differences of all pairs of rows.
     *
     * <p>Shapes: input (N, M), output (N (N - 1) / 2).
     *
     * @param input the input
     * @param p the p of the norm; 2 by default
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pdist.html">torch.nn.functional.pdist</a>
     */
    public static Tensor pdist(Tensor input, double p) {
        return AtenP.pdist(input, p);
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
