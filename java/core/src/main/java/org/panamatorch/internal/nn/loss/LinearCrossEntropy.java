package org.panamatorch.internal.nn.loss;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Warnings;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.linear.Linears;
import org.panamatorch.internal.nn.loss.LossSpecs.CrossEntropyLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.LinearCrossEntropyFuncSpec;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.Reduction;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The cross entropy of a linear map: its checks, and which way to compute it. */
final class LinearCrossEntropy {
    /** The target that is ignored by default: an index that is no class. */
    private static final long DEFAULT_IGNORE_INDEX = -100;

    private final Tensor linearWeight;
    private final LinearCrossEntropyFuncSpec options;
    private final long[] sizes;

    LinearCrossEntropy(Tensor linearWeight, LinearCrossEntropyFuncSpec options) {
        this.linearWeight = linearWeight;
        this.options = options;
        this.sizes = Required.tensor("linearCrossEntropy", "linearWeight", linearWeight).sizes();
    }

    public Tensor loss(Tensor input, Tensor target) {
        check(input);
        Required.tensor("linearCrossEntropy", "target", target);
        long[] outputs = Arrays.copyOfRange(sizes, 1, sizes.length - 1);
        long[] logitsSize =
                input.dim() == 1
                        ? Arrays.copyOf(sizes, sizes.length - 1)
                        : LongStream.concat(
                                        LongStream.of(input.size(0)),
                                        Arrays.stream(sizes, 0, sizes.length - 1))
                                .toArray();
        if (options.ignoreIndex() != null && Arrays.equals(target.sizes(), logitsSize)) {
            throw Checks.runtime(
                    "ignore_index cannot be specified when target contains probabilities",
                    "linearCrossEntropy",
                    "input",
                    input,
                    "target",
                    target,
                    "ignoreIndex",
                    options.ignoreIndex());
        }
        long ignored = options.ignoreIndex() == null ? DEFAULT_IGNORE_INDEX : options.ignoreIndex();
        if (options.options() != null && canChunk(target, outputs)) {
            return new ChunkedLinearCrossEntropy(
                            linearWeight,
                            options.linearBias(),
                            options.weight(),
                            options.reduction(),
                            ignored,
                            options.options())
                    .loss(input, target);
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor logits = logits(input, outputs).reshape(logitsSize);
            return scope.keep(
                    ClassificationLosses.crossEntropy(
                            logits,
                            target,
                            new CrossEntropyLossSpec(
                                    options.weight(),
                                    ignored,
                                    options.reduction(),
                                    options.labelSmoothing())));
        }
    }

    private Tensor logits(Tensor input, long... outputs) {
        if (outputs.length == 0) {
            return Linears.linear(input, linearWeight, options.linearBias());
        }
        Tensor flat = linearWeight.reshape(-1, sizes[sizes.length - 1]);
        return Linears.linear(
                input,
                flat,
                options.linearBias() == null ? null : options.linearBias().reshape(-1));
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
        if (options.linearBias() != null
                && !Arrays.equals(options.linearBias().sizes(), biasSize)) {
            throw Checks.runtime(
                    "expected linear_bias shape "
                            + PythonFormat.tuple(biasSize)
                            + ", got "
                            + PythonFormat.tuple(options.linearBias().sizes()),
                    "linearCrossEntropy",
                    "input",
                    input,
                    "linearWeight",
                    linearWeight,
                    "linearBias",
                    options.linearBias());
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
                        && options.reduction() != Reduction.BATCHMEAN
                        && options.labelSmoothing() == 0
                        && target.dtype() == DType.INT64;
        if (!can) {
            Warnings.warn(
                    "linear_cross_entropy: ``options`` ignored; chunked path needs reduction in"
                            + " {'mean','sum','none'}, label_smoothing == 0, target.dtype == int64,"
                            + " out_features == . Got reduction='"
                            + options.reduction()
                            + "', label_smoothing="
                            + PythonFormat.repr(options.labelSmoothing())
                            + ", target.dtype="
                            + target.dtype()
                            + ", out_features="
                            + PythonFormat.tuple(outputs)
                            + ", tracing=False, linear_bias.shape="
                            + (options.linearBias() == null
                                    ? "None"
                                    : PythonFormat.tuple(options.linearBias().sizes()))
                            + ".");
        }
        return can;
    }
}
