package org.panamatorch.internal.nn.sparse;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenO;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.sparse.SparseSpecs.EmbeddingBagFuncSpec;
import org.panamatorch.internal.nn.sparse.SparseSpecs.EmbeddingFuncSpec;
import org.panamatorch.option.EmbeddingBagMode;

import java.util.Arrays;

/** Vectors that are looked up in tables. */
@Facade("org.panamatorch.nn.Functional")
public final class Embeddings {
    // What ATen takes for "none".
    private static final long NO_PADDING = -1;

    private Embeddings() {}

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
     */
    public static Tensor embedding(Tensor input, Tensor weight, EmbeddingFuncSpec options) {
        long padding =
                options.paddingIdx() == null
                        ? NO_PADDING
                        : Checks.paddingIdx(options.paddingIdx(), input, weight);
        if (options.maxNorm() == null) {
            return AtenE.embedding(
                    weight, input, padding, options.scaleGradByFreq(), options.sparse());
        }
        try (Tensor indices = Required.tensor("embedding", "input", input).contiguous()) {
            renorm(weight, indices, options.maxNorm(), options.normType());
            return AtenE.embedding(
                    weight, indices, padding, options.scaleGradByFreq(), options.sparse());
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
     */
    public static Tensor embeddingBag(Tensor input, Tensor weight, EmbeddingBagFuncSpec options) {
        if (options.perSampleWeights() != null
                && !Arrays.equals(
                        Required.tensor("embeddingBag", "input", input).sizes(),
                        options.perSampleWeights().sizes())) {
            throw Checks.value(
                    "embedding_bag: If per_sample_weights ("
                            + options.perSampleWeights().shape()
                            + ") is not None, then it must have the same shape as the input ("
                            + input.shape()
                            + ")",
                    "embeddingBag",
                    "input",
                    input,
                    "perSampleWeights",
                    options.perSampleWeights());
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
            Tensor starts = options.offsets();
            Tensor indices = input;
            Tensor weights = options.perSampleWeights();
            boolean flat = Required.tensor("embeddingBag", "input", input).dim() == 2;
            if (flat) {
                starts = startsOfRows(input, options.offsets());
                indices = input.reshape(-1);
                weights =
                        options.perSampleWeights() == null
                                ? null
                                : options.perSampleWeights().reshape(-1);
            } else {
                requireOffsets(input, options.offsets());
            }
            checkMode(options.mode(), options.scaleGradByFreq(), options.sparse());
            if (options.maxNorm() != null) {
                renorm(weight, indices, options.maxNorm(), options.normType());
            }
            checkWeights(options.mode(), weights);
            Tensor bags =
                    AtenE.embedding_bag_padding_idx(
                                    weight,
                                    indices,
                                    starts,
                                    options.scaleGradByFreq(),
                                    options.mode().code(),
                                    options.sparse(),
                                    weights,
                                    !flat && options.includeLastOffset(),
                                    options.paddingIdx())
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
     * @param numClasses how many classes there are, or -1 for one more than the greatest index
     * @return a new tensor of {@code int64}
     * @throws org.panamatorch.TorchException if an index is out of range
     */
    public static Tensor oneHot(Tensor tensor, @Default("-1") long numClasses) {
        return AtenO.one_hot(tensor, numClasses);
    }

    private static void renorm(Tensor weight, Tensor indices, double maxNorm, double normType) {
        Required.tensor("embedding_renorm_", "weight", weight);
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

    private static void checkMode(EmbeddingBagMode mode, boolean scaleGradByFreq, boolean sparse) {
        if (mode == EmbeddingBagMode.MAX && scaleGradByFreq) {
            throw Checks.value(
                    "max mode does not support scaling the gradient by the frequency",
                    "embeddingBag",
                    "mode",
                    mode,
                    "scaleGradByFreq",
                    true);
        }
        if (mode == EmbeddingBagMode.MAX && sparse) {
            throw Checks.value(
                    "max mode does not support sparse weights",
                    "embeddingBag",
                    "mode",
                    mode,
                    "sparse",
                    true);
        }
    }

    private static void checkWeights(EmbeddingBagMode mode, Tensor perSampleWeights) {
        if (perSampleWeights != null && mode != EmbeddingBagMode.SUM) {
            throw Checks.notImplemented(
                    "embedding_bag: per_sample_weights was not None. per_sample_weights is only"
                            + " supported for mode='sum' (got mode='"
                            + mode
                            + "'). Please open a feature request on GitHub.",
                    "embeddingBag",
                    "mode",
                    mode,
                    "perSampleWeights",
                    perSampleWeights);
        }
    }
}
