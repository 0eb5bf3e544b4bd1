package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenK;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Reduction;

import java.util.Arrays;

/** Losses between probabilities and classes. */
abstract class FunctionalClassificationLoss extends FunctionalRegressionLoss {
    FunctionalClassificationLoss() {}

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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.nll_loss.html">torch.nn.functional.nll_loss</a>
     */
    public static Tensor nllLoss(Tensor input, Tensor target) {
        return nllLoss(input, target, null, -100, Reduction.MEAN);
    }

    /**
     * The negative log likelihood of classes.
     *
     * <p>Shapes: input (C), (N, C) or (N, C, d₁, …), target (), (N) or (N, d₁, …) of {@code int64};
     * output a scalar, or the shape of the target without reduction.
     *
     * @param input log probabilities
     * @param target classes
     * @param weight the weights of the classes, (C), or null
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.nll_loss.html">torch.nn.functional.nll_loss</a>
     */
    public static Tensor nllLoss(Tensor input, Tensor target, Tensor weight) {
        return nllLoss(input, target, weight, -100, Reduction.MEAN);
    }

    /**
     * The negative log likelihood of classes.
     *
     * <p>Shapes: input (C), (N, C) or (N, C, d₁, …), target (), (N) or (N, d₁, …) of {@code int64};
     * output a scalar, or the shape of the target without reduction.
     *
     * @param input log probabilities
     * @param target classes
     * @param weight the weights of the classes, (C), or null
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean; -100
     *     by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.nll_loss.html">torch.nn.functional.nll_loss</a>
     */
    public static Tensor nllLoss(
            Tensor input, Tensor target, Tensor weight, long ignoreIndex, Reduction reduction) {
        return AtenN.nll_loss_nd(
                input, target, weight, Required.code("nllLoss", reduction), ignoreIndex);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cross_entropy.html">torch.nn.functional.cross_entropy</a>
     */
    public static Tensor crossEntropy(Tensor input, Tensor target) {
        return crossEntropy(input, target, null, -100, Reduction.MEAN, 0.0);
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
     * @param weight the weights of the classes, (C), or null
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cross_entropy.html">torch.nn.functional.cross_entropy</a>
     */
    public static Tensor crossEntropy(Tensor input, Tensor target, Tensor weight) {
        return crossEntropy(input, target, weight, -100, Reduction.MEAN, 0.0);
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
     * @param weight the weights of the classes, (C), or null
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean; -100
     *     by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cross_entropy.html">torch.nn.functional.cross_entropy</a>
     */
    public static Tensor crossEntropy(
            Tensor input, Tensor target, Tensor weight, long ignoreIndex, Reduction reduction) {
        return crossEntropy(input, target, weight, ignoreIndex, reduction, 0.0);
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
     * @param weight the weights of the classes, (C), or null
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean; -100
     *     by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1; 0 by
     *     default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cross_entropy.html">torch.nn.functional.cross_entropy</a>
     */
    public static Tensor crossEntropy(
            Tensor input,
            Tensor target,
            Tensor weight,
            long ignoreIndex,
            Reduction reduction,
            double labelSmoothing) {
        return AtenC.cross_entropy_loss(
                input,
                target,
                weight,
                Required.code("crossEntropy", reduction),
                ignoreIndex,
                labelSmoothing);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy.html">torch.nn.functional.binary_cross_entropy</a>
     */
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target) {
        return binaryCrossEntropy(input, target, null, Reduction.MEAN);
    }

    /**
     * The cross entropy between two probabilities.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input probabilities
     * @param target the targets
     * @param weight weights that broadcast to the target, or null
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ, or a probability is outside 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy.html">torch.nn.functional.binary_cross_entropy</a>
     */
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target, Tensor weight) {
        return binaryCrossEntropy(input, target, weight, Reduction.MEAN);
    }

    /**
     * The cross entropy between two probabilities.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input probabilities
     * @param target the targets
     * @param weight weights that broadcast to the target, or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ, or a probability is outside 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy.html">torch.nn.functional.binary_cross_entropy</a>
     */
    public static Tensor binaryCrossEntropy(
            Tensor input, Tensor target, Tensor weight, Reduction reduction) {
        Checks.sameSize("binaryCrossEntropy", input, target);
        if (weight == null) {
            return AtenB.binary_cross_entropy(input, target, null, reduction.code());
        }
        try (Tensor expanded =
                weight.expand(Checks.broadcastSize("binaryCrossEntropy", target, weight))) {
            return AtenB.binary_cross_entropy(
                    input, target, expanded, Required.code("binaryCrossEntropy", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy_with_logits.html">torch.nn.functional.binary_cross_entropy_with_logits</a>
     */
    public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target) {
        return binaryCrossEntropyWithLogits(input, target, null, Reduction.MEAN, null);
    }

    /**
     * The cross entropy between the sigmoid of a logit and a probability.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input logits
     * @param target the targets
     * @param weight weights that broadcast to the target, or null
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy_with_logits.html">torch.nn.functional.binary_cross_entropy_with_logits</a>
     */
    public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target, Tensor weight) {
        return binaryCrossEntropyWithLogits(input, target, weight, Reduction.MEAN, null);
    }

    /**
     * The cross entropy between the sigmoid of a logit and a probability.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input logits
     * @param target the targets
     * @param weight weights that broadcast to the target, or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy_with_logits.html">torch.nn.functional.binary_cross_entropy_with_logits</a>
     */
    public static Tensor binaryCrossEntropyWithLogits(
            Tensor input, Tensor target, Tensor weight, Reduction reduction) {
        return binaryCrossEntropyWithLogits(input, target, weight, reduction, null);
    }

    /**
     * The cross entropy between the sigmoid of a logit and a probability.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input logits
     * @param target the targets
     * @param weight weights that broadcast to the target, or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @param posWeight weights of the positive examples that broadcast to the target, or null
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy_with_logits.html">torch.nn.functional.binary_cross_entropy_with_logits</a>
     */
    public static Tensor binaryCrossEntropyWithLogits(
            Tensor input, Tensor target, Tensor weight, Reduction reduction, Tensor posWeight) {
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
                input,
                target,
                weight,
                posWeight,
                Required.code("binaryCrossEntropyWithLogits", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.kl_div.html">torch.nn.functional.kl_div</a>
     */
    public static Tensor klDiv(Tensor input, Tensor target) {
        return klDiv(input, target, Reduction.MEAN, false);
    }

    /**
     * The Kullback-Leibler divergence: {@code y (log y - x)}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input log probabilities
     * @param target probabilities, or their logarithms
     * @param reduction what to make of the elements' losses; the mean by default, where {@code
     *     BATCHMEAN} would be the divergence
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.kl_div.html">torch.nn.functional.kl_div</a>
     */
    public static Tensor klDiv(Tensor input, Tensor target, Reduction reduction) {
        return klDiv(input, target, reduction, false);
    }

    /**
     * The Kullback-Leibler divergence: {@code y (log y - x)}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input log probabilities
     * @param target probabilities, or their logarithms
     * @param reduction what to make of the elements' losses; the mean by default, where {@code
     *     BATCHMEAN} would be the divergence
     * @param logTarget whether the target is logarithms; no by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.kl_div.html">torch.nn.functional.kl_div</a>
     */
    public static Tensor klDiv(
            Tensor input, Tensor target, Reduction reduction, boolean logTarget) {
        if (reduction == Reduction.MEAN) {
            Warnings.warn(
                    "reduction: 'mean' divides the total loss by both the batch size and the"
                        + " support size.'batchmean' divides only by the batch size, and aligns"
                        + " with the KL div math definition.'mean' will be changed to behave the"
                        + " same as 'batchmean' in the next major release.");
        }
        if (reduction != Reduction.BATCHMEAN) {
            return AtenK.kl_div(input, target, Required.code("klDiv", reduction), logTarget);
        }
        Tensor sum = AtenK.kl_div(input, target, Reduction.SUM.code(), logTarget);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html">torch.nn.functional.ctc_loss</a>
     */
    public static Tensor ctcLoss(
            Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        return ctcLoss(logProbs, targets, inputLengths, targetLengths, 0, Reduction.MEAN, false);
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
     * @param blank the class that stands for none; 0 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @param zeroInfinity whether infinite losses become zero; no by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html">torch.nn.functional.ctc_loss</a>
     */
    public static Tensor ctcLoss(
            Tensor logProbs,
            Tensor targets,
            Tensor inputLengths,
            Tensor targetLengths,
            long blank,
            Reduction reduction,
            boolean zeroInfinity) {
        return AtenC.ctc_loss_Tensor(
                logProbs,
                targets,
                inputLengths,
                targetLengths,
                blank,
                Required.code("ctcLoss", reduction),
                zeroInfinity);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html">torch.nn.functional.ctc_loss</a>
     */
    public static Tensor ctcLoss(
            Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths) {
        return ctcLoss(logProbs, targets, inputLengths, targetLengths, 0, Reduction.MEAN, false);
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
     * @param blank the class that stands for none; 0 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @param zeroInfinity whether infinite losses become zero; no by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html">torch.nn.functional.ctc_loss</a>
     */
    public static Tensor ctcLoss(
            Tensor logProbs,
            Tensor targets,
            long[] inputLengths,
            long[] targetLengths,
            long blank,
            Reduction reduction,
            boolean zeroInfinity) {
        return AtenC.ctc_loss_IntList(
                logProbs,
                targets,
                inputLengths,
                targetLengths,
                blank,
                Required.code("ctcLoss", reduction),
                zeroInfinity);
    }
}
