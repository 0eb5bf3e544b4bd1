package org.panamatorch.internal.nn.loss;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.nn.BinaryLayer;
import org.panamatorch.option.AccPolicy;
import org.panamatorch.option.Reduction;

import java.util.regex.Pattern;

/** The options of losses, each set declared once. */
public interface LossSpecs {
    /**
     * Options of the softmax over very many classes.
     *
     * @param divValue by how much each cluster's inner size is less than that of the one before
     * @param headBias whether the map to the frequent classes has a bias
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record AdaptiveLogSoftmaxWithLossSpec(
            @Default("4.0") double divValue,
            @Default("false") boolean headBias,
            TensorOptions parameters) {}

    /**
     * Options of the cross entropy between two probabilities.
     *
     * @param weight weights that broadcast to the target
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record BCELossSpec(@Default("null") Tensor weight, @Default("MEAN") Reduction reduction) {}

    /**
     * Options of the cross entropy between the sigmoid of a logit and a probability.
     *
     * @param weight weights that broadcast to the target
     * @param reduction how the losses of the elements are reduced
     * @param posWeight weights of the positive examples that broadcast to the target
     */
    @OptionSet
    @Unprinted
    record BCEWithLogitsLossSpec(
            @Default("null") Tensor weight,
            @Default("MEAN") Reduction reduction,
            @Default("null") Tensor posWeight) {}

    /**
     * Options of the connectionist temporal classification loss.
     *
     * @param blank the class that stands for no label
     * @param reduction how the losses of the elements are reduced
     * @param zeroInfinity whether infinite losses, and their gradients, become zero
     */
    @OptionSet
    @Unprinted
    record CTCLossSpec(
            @Default("0") long blank,
            @Default("MEAN") Reduction reduction,
            @Default("false") boolean zeroInfinity) {}

    /**
     * Options of the loss of cosines.
     *
     * @param margin the cosine up to which unlike examples cost nothing, from -1 to 1
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record CosineEmbeddingLossSpec(
            @Default("0.0") double margin, @Default("MEAN") Reduction reduction) {}

    /**
     * Options of the cross entropy between logits and classes.
     *
     * @param weight the weights of the classes, (C)
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean
     * @param reduction how the losses of the elements are reduced
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1
     */
    @OptionSet
    @Unprinted
    record CrossEntropyLossSpec(
            @Default("null") Tensor weight,
            @Default("-100") long ignoreIndex,
            @Default("MEAN") Reduction reduction,
            @Default("0.0") double labelSmoothing) {}

    /**
     * Options of the negative log likelihood under a normal distribution.
     *
     * @param full whether to add the constant term
     * @param eps the least variance
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record GaussianNLLLossSpec(
            @Default("false") boolean full,
            @Default("1e-6") double eps,
            @Default("MEAN") Reduction reduction) {}

    /**
     * Options of the hinge loss of distances.
     *
     * @param margin the distance from which on unlike examples cost nothing
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record HingeEmbeddingLossSpec(
            @Default("1.0") double margin, @Default("MEAN") Reduction reduction) {}

    /**
     * Options of Huber's loss as a function, whose elements can be weighted.
     *
     * @param reduction how the losses of the elements are reduced
     * @param delta the difference where the square ends
     * @param weight the weights of the elements, of the input's shape
     */
    @OptionSet
    @Unprinted
    record HuberLossFuncSpec(
            @Default("MEAN") Reduction reduction,
            @Default("1.0") double delta,
            @Default("null") Tensor weight) {}

    /**
     * Options of Huber's loss.
     *
     * @param reduction how the losses of the elements are reduced
     * @param delta the difference where the square ends
     */
    @OptionSet
    @Unprinted
    record HuberLossSpec(@Default("MEAN") Reduction reduction, @Default("1.0") double delta) {}

    /**
     * Options of the Kullback-Leibler divergence.
     *
     * @param reduction how the losses of the elements are reduced
     * @param logTarget whether the target is logarithms of probabilities
     */
    @OptionSet
    @Unprinted
    record KLDivLossSpec(
            @Default("MEAN") Reduction reduction, @Default("false") boolean logTarget) {}

    /**
     * Options of the function of a linear map with the cross entropy behind it.
     *
     * @param linearBias the shift of the map, (C) or (C, d₁, …)
     * @param weight the weights of the classes, (C)
     * @param reduction how the losses of the elements are reduced
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean;
     *     without one it is -100
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1
     * @param options how memory is saved; without it all logits are computed at once
     */
    @OptionSet
    @Unprinted
    record LinearCrossEntropyFuncSpec(
            @Default("null") Tensor linearBias,
            @Default("null") Tensor weight,
            @Default("MEAN") Reduction reduction,
            @Default("null") Long ignoreIndex,
            @Default("0.0") double labelSmoothing,
            @Default("null") LinearCrossEntropySpec options) {}

    /**
     * Options of a linear map with the cross entropy behind it.
     *
     * @param outFeatures the dimensions d₁, … of the logits after the classes
     * @param bias whether the map has a bias
     * @param parameters the parameters
     * @param weight the weights of the classes, (C)
     * @param reduction how the losses of the elements are reduced
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean;
     *     without one it is -100
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1
     * @param options how memory is saved; without it all logits are computed at once
     */
    @OptionSet
    @Unprinted
    record LinearCrossEntropyLossSpec(
            @Default("") long[] outFeatures,
            @Default("false") boolean bias,
            TensorOptions parameters,
            @Default("null") Tensor weight,
            @Default("MEAN") Reduction reduction,
            @Default("null") Long ignoreIndex,
            @Default("0.0") Number labelSmoothing,
            @Default("null") LinearCrossEntropySpec options) {}

    /**
     * How a linear map with the cross entropy behind it saves memory: it computes the logits of a
     * part of the batch at a time.
     *
     * @param allowRetainGraph whether a second backward pass through a sum or a mean is possible,
     *     for which the gradients are kept
     * @param batchChunkSize how many elements of the batch to take at a time; without one all, or
     *     what the method says
     * @param chunkingMethod how to choose that number: {@code auto}, {@code aspect_ratio}, {@code
     *     aspect_ratio:N} for an N-th of it, or null for not at all
     * @param accPolicy which intermediate results are kept in the dtype of sums
     * @param accDtype the dtype of sums; without one it is chosen
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LinearCrossEntropyOptions.html">torch.nn.LinearCrossEntropyOptions</a>
     */
    @OptionSet
    record LinearCrossEntropySpec(
            @Default("false") boolean allowRetainGraph,
            @Default("null") Long batchChunkSize,
            @Default("\"auto\"") @OrNone String chunkingMethod,
            @Default("AUTO") AccPolicy accPolicy,
            @Default("null") DType accDtype) {
        private static final Pattern METHOD = Pattern.compile("auto|aspect_ratio(:0*[1-9][0-9]*)?");

        /**
         * Checks them.
         *
         * @throws org.panamatorch.TorchException if a value is out of range
         */
        public LinearCrossEntropySpec {
            if (chunkingMethod != null && !METHOD.matcher(chunkingMethod).matches()) {
                throw Checks.value("invalid chunking_method: " + PythonFormat.repr(chunkingMethod));
            }
            if (batchChunkSize != null && batchChunkSize <= 0) {
                throw Checks.value(
                        "batch_chunk_size must be positive int or None, got " + batchChunkSize);
            }
            if (accDtype != null && !isSupported(accDtype)) {
                throw Checks.value(
                        "acc_dtype must be one of {None, torch.float16, torch.bfloat16,"
                                + " torch.float32, torch.float64}, got "
                                + accDtype
                                + ". Pass acc_dtype=None to let the op pick automatically.");
            }
        }

        private static boolean isSupported(DType dtype) {
            return dtype == DType.FLOAT16
                    || dtype == DType.BFLOAT16
                    || dtype == DType.FLOAT32
                    || dtype == DType.FLOAT64;
        }
    }

    /**
     * Options of the loss of a ranking.
     *
     * @param margin by how much the one must be greater
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record MarginRankingLossSpec(
            @Default("0.0") double margin, @Default("MEAN") Reduction reduction) {}

    /**
     * Options of the loss of several labels each.
     *
     * @param weight the weights of the classes, (C)
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record MultiLabelSoftMarginLossSpec(
            @Default("null") Tensor weight, @Default("MEAN") Reduction reduction) {}

    /**
     * Options of the hinge loss of classes.
     *
     * @param p the exponent of each term, 1 or 2
     * @param margin by how much the class must be ahead
     * @param weight the weights of the classes, (C)
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record MultiMarginLossSpec(
            @Default("1") long p,
            @Default("1.0") double margin,
            @Default("null") Tensor weight,
            @Default("MEAN") Reduction reduction) {
        /**
         * Refuses options in the module's words.
         *
         * @throws org.panamatorch.TorchException if the exponent is another, or the weights are no
         *     vector
         */
        public void checkModule() {
            if (p != 1 && p != 2) {
                throw Checks.value("only p == 1 and p == 2 supported");
            }
            if (weight != null && weight.dim() != 1) {
                throw Checks.value(
                        "MultiMarginLoss: expected weight to be None or 1D tensor, got "
                                + weight.dim()
                                + "D instead");
            }
        }
    }

    /**
     * Options of the negative log likelihood of classes.
     *
     * @param weight the weights of the classes, (C)
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record NLLLossSpec(
            @Default("null") Tensor weight,
            @Default("-100") long ignoreIndex,
            @Default("MEAN") Reduction reduction) {}

    /**
     * Options of the negative log likelihood of counts.
     *
     * @param logInput whether the input is logarithms of rates
     * @param full whether to add Stirling's approximation of the target's term
     * @param eps the kind of padding to the rate before its logarithm is taken
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record PoissonNLLLossSpec(
            @Default("true") boolean logInput,
            @Default("false") boolean full,
            @Default("1e-8") double eps,
            @Default("MEAN") Reduction reduction) {}

    /**
     * Options of losses that have none but the reduction.
     *
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record ReductionSpec(@Default("MEAN") Reduction reduction) {}

    /**
     * Options of the smooth absolute loss.
     *
     * @param reduction how the losses of the elements are reduced
     * @param beta the difference where the square ends
     */
    @OptionSet
    @Unprinted
    record SmoothL1LossSpec(@Default("MEAN") Reduction reduction, @Default("1.0") double beta) {}

    /**
     * Options of the loss of triplets.
     *
     * @param margin by how much the unlike example must be farther
     * @param p the p of the norm
     * @param eps a small number added to the differences
     * @param swap whether the distance between the two others may take the place of that to the
     *     unlike one, if it is less
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record TripletMarginLossSpec(
            @Default("1.0") Number margin,
            @Default("2.0") double p,
            @Default("1e-6") double eps,
            @Default("false") boolean swap,
            @Default("MEAN") Reduction reduction) {
        /**
         * Refuses a margin in the module's words.
         *
         * @throws org.panamatorch.TorchException if it is not positive
         */
        public void checkModule() {
            if (margin.doubleValue() <= 0) {
                throw Checks.value(
                        "TripletMarginLoss: expected margin to be greater than 0, got "
                                + PythonFormat.repr(margin)
                                + " instead");
            }
        }
    }

    /**
     * Options of the loss of triplets with any distance.
     *
     * @param distanceFunction the distance; where there is none, Euclid's
     * @param margin by how much the unlike example must be farther
     * @param swap whether the distance between the two others may take the place of that to the
     *     unlike one, if it is less
     * @param reduction how the losses of the elements are reduced
     */
    @OptionSet
    @Unprinted
    record TripletMarginWithDistanceLossSpec(
            @Default("null") BinaryLayer distanceFunction,
            @Default("1.0") Number margin,
            @Default("false") boolean swap,
            @Default("MEAN") Reduction reduction) {}

    /**
     * Options of losses whose elements can be weighted.
     *
     * @param reduction how the losses of the elements are reduced
     * @param weight the weights of the elements, of the input's shape
     */
    @OptionSet
    @Unprinted
    record WeightedLossFuncSpec(
            @Default("MEAN") Reduction reduction, @Default("null") Tensor weight) {}
}
