package org.panamatorch.internal.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Warnings;
import org.panamatorch.internal.nn.linear.Linears;
import org.panamatorch.internal.nn.loss.ClassificationLosses;
import org.panamatorch.internal.nn.loss.CrossEntropyLossSpec;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.nn.LinearCrossEntropyOptions;
import org.panamatorch.option.Reduction;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The cross entropy of a linear map: its checks, and which way to compute it. */
public final class LinearCrossEntropy {
    /** What Python ignores where nothing is said: an index that is no class. */
    private static final long DEFAULT_IGNORE_INDEX = -100;

    private final Tensor linearWeight;
    private final Tensor linearBias;
    private final Tensor weight;
    private final Reduction reduction;
    private final Long ignoreIndex;
    private final double labelSmoothing;
    private final LinearCrossEntropyOptions options;
    private final long[] sizes;

    public LinearCrossEntropy(
            Tensor linearWeight,
            Tensor linearBias,
            Tensor weight,
            Reduction reduction,
            Long ignoreIndex,
            double labelSmoothing,
            LinearCrossEntropyOptions options) {
        this.linearWeight = linearWeight;
        this.linearBias = linearBias;
        this.weight = weight;
        this.reduction = reduction;
        this.ignoreIndex = ignoreIndex;
        this.labelSmoothing = labelSmoothing;
        this.options = options;
        this.sizes = Required.tensor("linearCrossEntropy", "linearWeight", linearWeight).sizes();
    }

    public Tensor loss(Tensor input, Tensor target) {
        check(input);
        long[] outputs = Arrays.copyOfRange(sizes, 1, sizes.length - 1);
        long[] logitsSize =
                input.dim() == 1
                        ? Arrays.copyOf(sizes, sizes.length - 1)
                        : LongStream.concat(
                                        LongStream.of(input.size(0)),
                                        Arrays.stream(sizes, 0, sizes.length - 1))
                                .toArray();
        if (ignoreIndex != null && Arrays.equals(target.sizes(), logitsSize)) {
            throw Checks.runtime(
                    "ignore_index cannot be specified when target contains probabilities",
                    "linearCrossEntropy",
                    "input",
                    input,
                    "target",
                    target,
                    "ignoreIndex",
                    ignoreIndex);
        }
        long ignored = ignoreIndex == null ? DEFAULT_IGNORE_INDEX : ignoreIndex;
        if (options != null && canChunk(target, outputs)) {
            return new ChunkedLinearCrossEntropy(
                            linearWeight, linearBias, weight, reduction, ignored, options)
                    .loss(input, target);
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor logits = logits(input, outputs).reshape(logitsSize);
            return scope.keep(
                    ClassificationLosses.crossEntropy(
                            logits,
                            target,
                            new CrossEntropyLossSpec(weight, ignored, reduction, labelSmoothing)));
        }
    }

    private Tensor logits(Tensor input, long... outputs) {
        if (outputs.length == 0) {
            return Linears.linear(input, linearWeight, linearBias);
        }
        Tensor flat = linearWeight.reshape(-1, sizes[sizes.length - 1]);
        return Linears.linear(input, flat, linearBias == null ? null : linearBias.reshape(-1));
    }

    private void check(Tensor input) {
        int dim = Required.tensor("linearCrossEntropy", "input", input).dim();
        if (dim < 1 || dim > 2) {
            throw Checks.runtime(
                    "expected input with dimensionality 1 or 2, got " + dim,
                    "linearCrossEntropy",
                    "input",
                    input,
                    "linearWeight",
                    linearWeight);
        }
        if (sizes.length < 2) {
            throw Checks.runtime(
                    "expected linear_weight with dimensionality at least 2, got " + sizes.length,
                    "linearCrossEntropy",
                    "input",
                    input,
                    "linearWeight",
                    linearWeight);
        }
        long inFeatures = input.size(-1);
        if (inFeatures != sizes[sizes.length - 1]) {
            throw Checks.runtime(
                    "expected equal input and linear_weight last dimensions (in_features), got "
                            + inFeatures
                            + " and "
                            + sizes[sizes.length - 1]
                            + ", respectively",
                    "linearCrossEntropy",
                    "input",
                    input,
                    "linearWeight",
                    linearWeight);
        }
        long[] biasSize = Arrays.copyOf(sizes, sizes.length - 1);
        if (linearBias != null && !Arrays.equals(linearBias.sizes(), biasSize)) {
            throw Checks.runtime(
                    "expected linear_bias shape "
                            + PythonFormat.tuple(biasSize)
                            + ", got "
                            + PythonFormat.tuple(linearBias.sizes()),
                    "linearCrossEntropy",
                    "input",
                    input,
                    "linearWeight",
                    linearWeight,
                    "linearBias",
                    linearBias);
        }
        if (sizes.length > 2 && dim == 1) {
            throw Checks.runtime(
                    "K-dimensional loss defined by linear_weight shape "
                            + PythonFormat.tuple(sizes)
                            + " requires batched input, (N, "
                            + inFeatures
                            + "), got unbatched input with shape "
                            + PythonFormat.tuple(input.sizes()),
                    "linearCrossEntropy",
                    "input",
                    input,
                    "linearWeight",
                    linearWeight);
        }
    }

    private boolean canChunk(Tensor target, long... outputs) {
        boolean can =
                outputs.length == 0
                        && reduction != Reduction.BATCHMEAN
                        && labelSmoothing == 0
                        && target.dtype() == DType.INT64;
        if (!can) {
            Warnings.warn(
                    "linear_cross_entropy: ``options`` ignored; chunked path needs reduction in"
                            + " {'mean','sum','none'}, label_smoothing == 0, target.dtype == int64,"
                            + " out_features == (). Got reduction='"
                            + reduction
                            + "', label_smoothing="
                            + PythonFormat.repr(labelSmoothing)
                            + ", target.dtype="
                            + target.dtype()
                            + ", out_features="
                            + PythonFormat.tuple(outputs)
                            + ", tracing=False, linear_bias.shape="
                            + (linearBias == null ? "None" : PythonFormat.tuple(linearBias.sizes()))
                            + ".");
        }
        return can;
    }
}
