package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenK;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.LossSpecs.BCELossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.BCEWithLogitsLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.CTCLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.CrossEntropyLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.KLDivLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.NLLLossSpec;
import org.panamatorch.option.Reduction;

import java.util.Arrays;

/** Losses between probabilities and classes. */
@Facade("org.panamatorch.nn.Functional")
public final class ClassificationLosses {
    private ClassificationLosses() {}

    /**
     * The negative log likelihood of classes.
     *
     * <p>Shapes: input (C), (N, C) or (N, C, d₁, …), target (), (N) or (N, d₁, …) of {@code int64};
     * output a scalar, or the shape of the target without reduction.
     *
     * @param input log probabilities
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule({"NLLLoss", "NLLLoss2d"})
    public static Tensor nllLoss(Tensor input, Tensor target, NLLLossSpec options) {
        return AtenN.nll_loss_nd(
                input, target, options.weight(), options.reduction().code(), options.ignoreIndex());
    }

    /**
     * The cross entropy between logits and classes, given as indices or as probabilities.
     *
     * <p>Shapes: input (C), (N, C) or (N, C, d₁, …); target (), (N) or (N, d₁, …) of {@code int64}
     * for indices, or the input's for probabilities; output a scalar, or the shape of the indices
     * without reduction.
     *
     * @param input logits
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("CrossEntropyLoss")
    public static Tensor crossEntropy(Tensor input, Tensor target, CrossEntropyLossSpec options) {
        return AtenC.cross_entropy_loss(
                input,
                target,
                options.weight(),
                options.reduction().code(),
                options.ignoreIndex(),
                options.labelSmoothing());
    }

    /**
     * The cross entropy between two probabilities.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input probabilities
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ, or a probability is outside 0 and 1
     */
    @AsModule("BCELoss")
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target, BCELossSpec options) {
        Checks.sameSize("binaryCrossEntropy", input, target);
        if (options.weight() == null) {
            return AtenB.binary_cross_entropy(input, target, null, options.reduction().code());
        }
        try (Tensor expanded =
                options.weight()
                        .expand(
                                Checks.broadcastSize(
                                        "binaryCrossEntropy", target, options.weight()))) {
            return AtenB.binary_cross_entropy(input, target, expanded, options.reduction().code());
        }
    }

    /**
     * The cross entropy between the sigmoid of a logit and a probability.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input logits
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ
     */
    @AsModule("BCEWithLogitsLoss")
    public static Tensor binaryCrossEntropyWithLogits(
            Tensor input, Tensor target, BCEWithLogitsLossSpec options) {
        if (!Arrays.equals(
                Required.tensor("binaryCrossEntropyWithLogits", "target", target).sizes(),
                Required.tensor("binaryCrossEntropyWithLogits", "input", input).sizes())) {
            throw Checks.value(
                    "Target size ("
                            + target.shape()
                            + ") must be the same as input size ("
                            + input.shape()
                            + ")",
                    "binaryCrossEntropyWithLogits",
                    "input",
                    input,
                    "target",
                    target);
        }
        return AtenB.binary_cross_entropy_with_logits(
                input, target, options.weight(), options.posWeight(), options.reduction().code());
    }

    /**
     * The Kullback-Leibler divergence: {@code y (log y - x)}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input log probabilities
     * @param target probabilities, or their logarithms
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("KLDivLoss")
    public static Tensor klDiv(Tensor input, Tensor target, KLDivLossSpec options) {
        if (options.reduction() == Reduction.MEAN) {
            Warnings.warn(
                    "reduction: 'mean' divides the total loss by both the batch size and the"
                        + " support size.'batchmean' divides only by the batch size, and aligns"
                        + " with the KL div math definition.'mean' will be changed to behave the"
                        + " same as 'batchmean' in the next major release.");
        }
        if (options.reduction() != Reduction.BATCHMEAN) {
            return AtenK.kl_div(input, target, options.reduction().code(), options.logTarget());
        }
        Tensor sum = AtenK.kl_div(input, target, Reduction.SUM.code(), options.logTarget());
        if (input.dim() == 0) {
            return sum;
        }
        try (sum) {
            return sum.div(input.size(0));
        }
    }

    /**
     * The connectionist temporal classification loss between sequences whose alignment is unknown.
     *
     * <p>Shapes: logProbs (T, N, C) or (T, C), targets (N, S) or, one after the other, (Σ
     * targetLengths); output a scalar, or (N) or () without reduction.
     *
     * @param logProbs log probabilities
     * @param targets classes
     * @param inputLengths the lengths of the inputs, (N) or ()
     * @param targetLengths the lengths of the targets, (N) or ()
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    public static Tensor ctcLoss(
            Tensor logProbs,
            Tensor targets,
            Tensor inputLengths,
            Tensor targetLengths,
            CTCLossSpec options) {
        return AtenC.ctc_loss_Tensor(
                logProbs,
                targets,
                inputLengths,
                targetLengths,
                options.blank(),
                options.reduction().code(),
                options.zeroInfinity());
    }

    /**
     * The connectionist temporal classification loss between sequences whose alignment is unknown.
     *
     * <p>Shapes: logProbs (T, N, C) or (T, C), targets (N, S) or, one after the other, (Σ
     * targetLengths); output a scalar, or (N) or () without reduction.
     *
     * @param logProbs log probabilities
     * @param targets classes
     * @param inputLengths the lengths of the inputs
     * @param targetLengths the lengths of the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    public static Tensor ctcLoss(
            Tensor logProbs,
            Tensor targets,
            long[] inputLengths,
            long[] targetLengths,
            CTCLossSpec options) {
        return AtenC.ctc_loss_IntList(
                logProbs,
                targets,
                inputLengths,
                targetLengths,
                options.blank(),
                options.reduction().code(),
                options.zeroInfinity());
    }
}
