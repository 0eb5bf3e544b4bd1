package org.panamatorch.internal.nn.distance;

import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.distance.DistanceSpecs.CosineSimilaritySpec;
import org.panamatorch.internal.nn.distance.DistanceSpecs.NormalizeFuncSpec;
import org.panamatorch.internal.nn.distance.DistanceSpecs.PairwiseDistanceSpec;

import java.util.List;
import java.util.Map;

/** Distances, angles, and the division by a norm. */
@Facade("org.panamatorch.nn.Functional")
public final class Distances {
    private Distances() {}

    /**
     * The p-norms of differences: {@code ‖x₁ - x₂ + eps‖ₚ}.
     *
     * <p>Shapes: inputs (N, D) or (D), output (N) or ().
     *
     * @param x1 the first input
     * @param x2 the second input
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("PairwiseDistance")
    public static Tensor pairwiseDistance(Tensor x1, Tensor x2, PairwiseDistanceSpec options) {
        return AtenP.pairwise_distance(x1, x2, options.p(), options.eps(), options.keepdim());
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
     */
    @AsModule("CosineSimilarity")
    public static Tensor cosineSimilarity(Tensor x1, Tensor x2, CosineSimilaritySpec options) {
        return AtenC.cosine_similarity(x1, x2, options.dim(), options.eps());
    }

    /**
     * The p-norms of the differences of all pairs of rows.
     *
     * <p>Shapes: input (N, M), output (N (N - 1) / 2).
     *
     * @param input the input
     * @param p the p of the norm
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    public static Tensor pdist(Tensor input, @Default("2.0") double p) {
        return AtenP.pdist(input, p);
    }

    /**
     * Divides by the p-norm over dimensions.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, the dtype is neither
     *     floating nor complex, or there is an {@code out} and the input requires grad
     */
    public static Tensor normalize(Tensor input, NormalizeFuncSpec options) {
        try (TensorScope scope = new TensorScope()) {
            Tensor norm =
                    norm(input, options.p(), options.dim().sizes())
                            .clampMin(options.eps())
                            .expandAs(input);
            if (options.out() == null) {
                return scope.keep(input.div(norm));
            }
            Torch.call("aten::div.out", List.of(input, norm), Map.of("out", options.out()));
            return options.out();
        }
    }

    private static Tensor norm(Tensor input, double p, long... dims) {
        return Required.tensor("normalize", "input", input).layout() == Layout.STRIDED
                ? AtenLinalg.linalg_vector_norm(input, p, dims, true, null)
                : AtenN.norm_ScalarOpt_dim(input, p, dims, true);
    }
}
