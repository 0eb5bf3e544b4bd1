package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenO;
import org.panamatorch.internal.nn.BagChecks;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.EmbeddingBagMode;

import java.util.Arrays;

/** Lookups in tables. */
abstract class FunctionalSparse extends FunctionalLinearCrossEntropy {
    // What ATen takes for "none".
    private static final long NO_PADDING = -1;

    FunctionalSparse() {}

    /**
     * Looks vectors up in a table.
     *
     * <p>Shapes: input (*) of {@code int64} or {@code int32}, output (*, E).
     *
     * @param input the indices
     * @param weight the table, (V, E)
     * @return the vectors
     * @throws org.panamatorch.TorchException if an index is out of range, or the dtype is no
     *     integer
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding.html">torch.nn.functional.embedding</a>
     */
    public static Tensor embedding(Tensor input, Tensor weight) {
        return embedding(input, weight, null, null, 2.0, false, false);
    }

    /**
     * Looks vectors up in a table.
     *
     * <p>Shapes: input (*) of {@code int64} or {@code int32}, output (*, E).
     *
     * @param input the indices
     * @param weight the table, (V, E)
     * @param paddingIdx the index whose vector gets no gradient, negative ones counting from the
     *     end, or null
     * @param maxNorm the norm to which longer vectors are cut first, in place, or null
     * @param normType the p of that norm; 2 by default
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs; no by
     *     default
     * @param sparse whether the weight's gradient is sparse; no by default
     * @return the vectors
     * @throws org.panamatorch.TorchException if an index is out of range, or the dtype is no
     *     integer
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding.html">torch.nn.functional.embedding</a>
     */
    public static Tensor embedding(
            Tensor input,
            Tensor weight,
            Long paddingIdx,
            Double maxNorm,
            double normType,
            boolean scaleGradByFreq,
            boolean sparse) {
        long padding =
                paddingIdx == null ? NO_PADDING : Checks.paddingIdx(paddingIdx, input, weight);
        if (maxNorm == null) {
            return AtenE.embedding(weight, input, padding, scaleGradByFreq, sparse);
        }
        try (Tensor indices = Required.tensor("embedding", "input", input).contiguous()) {
            renorm(weight, indices, maxNorm, normType);
            return AtenE.embedding(weight, indices, padding, scaleGradByFreq, sparse);
        }
    }

    /**
     * Sums, means or maxima of vectors that are looked up in a table.
     *
     * <p>Shapes: input (B, N), or (N) beside offsets, of {@code int64} or {@code int32}, output (B,
     * E).
     *
     * @param input the indices
     * @param weight the table, (V, E)
     * @return a vector a bag
     * @throws org.panamatorch.TorchException if shapes do not fit, an index is out of range, or the
     *     options exclude each other
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html">torch.nn.functional.embedding_bag</a>
     */
    public static Tensor embeddingBag(Tensor input, Tensor weight) {
        return embeddingBag(
                input,
                weight,
                null,
                null,
                2.0,
                false,
                EmbeddingBagMode.MEAN,
                false,
                null,
                false,
                null);
    }

    /**
     * Sums, means or maxima of vectors that are looked up in a table.
     *
     * <p>Shapes: input (B, N), or (N) beside offsets, of {@code int64} or {@code int32}, output (B,
     * E).
     *
     * @param input the indices
     * @param weight the table, (V, E)
     * @param offsets where the bags start, (B), if the input has one dimension, else null
     * @return a vector a bag
     * @throws org.panamatorch.TorchException if shapes do not fit, an index is out of range, or the
     *     options exclude each other
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html">torch.nn.functional.embedding_bag</a>
     */
    public static Tensor embeddingBag(Tensor input, Tensor weight, Tensor offsets) {
        return embeddingBag(
                input,
                weight,
                offsets,
                null,
                2.0,
                false,
                EmbeddingBagMode.MEAN,
                false,
                null,
                false,
                null);
    }

    /**
     * Sums, means or maxima of vectors that are looked up in a table.
     *
     * <p>Shapes: input (B, N), or (N) beside offsets, of {@code int64} or {@code int32}, output (B,
     * E).
     *
     * @param input the indices
     * @param weight the table, (V, E)
     * @param offsets where the bags start, (B), if the input has one dimension, else null
     * @param maxNorm the norm to which longer vectors are cut first, in place, or null
     * @param normType the p of that norm; 2 by default
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs; no by
     *     default
     * @param mode what to make of the vectors of a bag; the mean by default
     * @param sparse whether the weight's gradient is sparse; no by default
     * @param perSampleWeights factors of the vectors, of the input's shape, for sums only, or null
     * @param includeLastOffset whether the offsets end with the number of indices; no by default
     * @param paddingIdx the index whose vector is left out of its bags, negative ones counting from
     *     the end, or null
     * @return a vector a bag
     * @throws org.panamatorch.TorchException if shapes do not fit, an index is out of range, or the
     *     options exclude each other
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html">torch.nn.functional.embedding_bag</a>
     */
    public static Tensor embeddingBag(
            Tensor input,
            Tensor weight,
            Tensor offsets,
            Double maxNorm,
            double normType,
            boolean scaleGradByFreq,
            EmbeddingBagMode mode,
            boolean sparse,
            Tensor perSampleWeights,
            boolean includeLastOffset,
            Long paddingIdx) {
        if (perSampleWeights != null
                && !Arrays.equals(
                        Required.tensor("embeddingBag", "input", input).sizes(),
                        perSampleWeights.sizes())) {
            throw Checks.value(
                    "embedding_bag: If per_sample_weights ("
                            + perSampleWeights.shape()
                            + ") is not None, then it must have the same shape as the input ("
                            + input.shape()
                            + ")",
                    "embeddingBag",
                    "input",
                    input,
                    "perSampleWeights",
                    perSampleWeights);
        }
        if (Required.tensor("embeddingBag", "weight", weight).dim() != 2) {
            throw Checks.value(
                    "weight has to be a 2D Tensor, but got Tensor of dimension " + weight.dim(),
                    "embeddingBag",
                    "input",
                    input,
                    "weight",
                    weight);
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor starts = offsets;
            Tensor indices = input;
            Tensor weights = perSampleWeights;
            boolean flat = Required.tensor("embeddingBag", "input", input).dim() == 2;
            if (flat) {
                starts = startsOfRows(input, offsets);
                indices = input.reshape(-1);
                weights = perSampleWeights == null ? null : perSampleWeights.reshape(-1);
            } else {
                requireOffsets(input, offsets);
            }
            BagChecks.mode(mode, scaleGradByFreq, sparse);
            if (maxNorm != null) {
                renorm(weight, indices, maxNorm, normType);
            }
            BagChecks.weights(mode, weights);
            Tensor bags =
                    AtenE.embedding_bag_padding_idx(
                                    weight,
                                    indices,
                                    starts,
                                    scaleGradByFreq,
                                    mode.code(),
                                    sparse,
                                    weights,
                                    !flat && includeLastOffset,
                                    paddingIdx)
                            .output();
            return scope.keep(bags);
        }
    }

    /**
     * Vectors that are 1 at an index and 0 elsewhere.
     *
     * <p>Shapes: tensor (*) of {@code int64}, output (*, classes).
     *
     * @param tensor the indices
     * @return a new tensor of {@code int64}
     * @throws org.panamatorch.TorchException if an index is out of range
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.one_hot.html">torch.nn.functional.one_hot</a>
     */
    public static Tensor oneHot(Tensor tensor) {
        return oneHot(tensor, -1);
    }

    /**
     * Vectors that are 1 at an index and 0 elsewhere.
     *
     * <p>Shapes: tensor (*) of {@code int64}, output (*, classes).
     *
     * @param tensor the indices
     * @param numClasses how many classes there are, or -1 for one more than the greatest index
     * @return a new tensor of {@code int64}
     * @throws org.panamatorch.TorchException if an index is out of range
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.one_hot.html">torch.nn.functional.one_hot</a>
     */
    public static Tensor oneHot(Tensor tensor, long numClasses) {
        return AtenO.one_hot(tensor, numClasses);
    }

    private static void renorm(Tensor weight, Tensor indices, double maxNorm, double normType) {
        try (Tensor table = weight.detach()) {
            AtenE.embedding_renorm_(table, indices, maxNorm, normType);
        }
    }

    private static Tensor startsOfRows(Tensor input, Tensor offsets) {
        if (offsets != null) {
            throw Checks.value(
                    "if input is 2D, then offsets has to be None, as input is treated is a"
                        + " mini-batch of fixed length sequences. However, found offsets of type"
                        + " <class 'torch.Tensor'>",
                    "embeddingBag",
                    "input",
                    input,
                    "offsets",
                    offsets);
        }
        return AtenA.arange_start_step(
                0, input.numel(), input.size(1), input.dtype(), null, input.device(), null);
    }

    private static void requireOffsets(Tensor input, Tensor offsets) {
        if (input.dim() != 1) {
            throw Checks.value(
                    "input has to be 1D or 2D Tensor, but got Tensor of dimension " + input.dim(),
                    "embeddingBag",
                    "input",
                    input,
                    "offsets",
                    offsets);
        }
        if (offsets == null) {
            throw Checks.value(
                    "offsets has to be a 1D Tensor but got None",
                    "embeddingBag",
                    "input",
                    input,
                    "offsets",
                    offsets);
        }
        if (offsets.dim() != 1) {
            throw Checks.value(
                    "offsets has to be a 1D Tensor",
                    "embeddingBag",
                    "input",
                    input,
                    "offsets",
                    offsets);
        }
    }
}
