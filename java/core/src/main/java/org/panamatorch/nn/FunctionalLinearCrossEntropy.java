package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.LinearCrossEntropy;
import org.panamatorch.option.Reduction;

/** The loss of a linear map. */
abstract class FunctionalLinearCrossEntropy {
    FunctionalLinearCrossEntropy() {}

    /**
     * The cross entropy between the outputs of a linear map and classes, given as indices or as
     * probabilities.
     *
     * <p>Shapes: input (N, in) or (in); target (), (N) or (N, d₁, …) of {@code int64} for indices,
     * or the logits' (N, C, d₁, …) for probabilities; output a scalar, or the shape of the indices
     * without reduction.
     *
     * @param input the input
     * @param linearWeight the matrix, (C, in) or (C, d₁, …, in)
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear_cross_entropy.html">torch.nn.functional.linear_cross_entropy</a>
     */
    public static Tensor linearCrossEntropy(Tensor input, Tensor linearWeight, Tensor target) {
        return linearCrossEntropy(
                input, linearWeight, target, null, null, Reduction.MEAN, null, 0.0, null);
    }

    /**
     * The cross entropy between the outputs of a linear map and classes, given as indices or as
     * probabilities.
     *
     * <p>Shapes: input (N, in) or (in); target (), (N) or (N, d₁, …) of {@code int64} for indices,
     * or the logits' (N, C, d₁, …) for probabilities; output a scalar, or the shape of the indices
     * without reduction.
     *
     * @param input the input
     * @param linearWeight the matrix, (C, in) or (C, d₁, …, in)
     * @param target classes
     * @param linearBias what is added, (C) or (C, d₁, …), or null
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear_cross_entropy.html">torch.nn.functional.linear_cross_entropy</a>
     */
    public static Tensor linearCrossEntropy(
            Tensor input, Tensor linearWeight, Tensor target, Tensor linearBias) {
        return linearCrossEntropy(
                input, linearWeight, target, linearBias, null, Reduction.MEAN, null, 0.0, null);
    }

    /**
     * The cross entropy between the outputs of a linear map and classes, given as indices or as
     * probabilities.
     *
     * <p>Shapes: input (N, in) or (in); target (), (N) or (N, d₁, …) of {@code int64} for indices,
     * or the logits' (N, C, d₁, …) for probabilities; output a scalar, or the shape of the indices
     * without reduction.
     *
     * @param input the input
     * @param linearWeight the matrix, (C, in) or (C, d₁, …, in)
     * @param target classes
     * @param linearBias what is added, (C) or (C, d₁, …), or null
     * @param weight the weights of the classes, (C), or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean, or
     *     null for -100
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1; 0 by
     *     default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear_cross_entropy.html">torch.nn.functional.linear_cross_entropy</a>
     */
    public static Tensor linearCrossEntropy(
            Tensor input,
            Tensor linearWeight,
            Tensor target,
            Tensor linearBias,
            Tensor weight,
            Reduction reduction,
            Long ignoreIndex,
            double labelSmoothing) {
        return linearCrossEntropy(
                input,
                linearWeight,
                target,
                linearBias,
                weight,
                reduction,
                ignoreIndex,
                labelSmoothing,
                null);
    }

    /**
     * The cross entropy between the outputs of a linear map and classes, given as indices or as
     * probabilities.
     *
     * <p>Shapes: input (N, in) or (in); target (), (N) or (N, d₁, …) of {@code int64} for indices,
     * or the logits' (N, C, d₁, …) for probabilities; output a scalar, or the shape of the indices
     * without reduction.
     *
     * @param input the input
     * @param linearWeight the matrix, (C, in) or (C, d₁, …, in)
     * @param target classes
     * @param linearBias what is added, (C) or (C, d₁, …), or null
     * @param weight the weights of the classes, (C), or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean, or
     *     null for -100
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1; 0 by
     *     default
     * @param options how to save memory, or null to compute all logits at once
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear_cross_entropy.html">torch.nn.functional.linear_cross_entropy</a>
     */
    public static Tensor linearCrossEntropy(
            Tensor input,
            Tensor linearWeight,
            Tensor target,
            Tensor linearBias,
            Tensor weight,
            Reduction reduction,
            Long ignoreIndex,
            double labelSmoothing,
            LinearCrossEntropyOptions options) {
        return new LinearCrossEntropy(
                        linearWeight,
                        linearBias,
                        weight,
                        reduction,
                        ignoreIndex,
                        labelSmoothing,
                        options)
                .loss(input, target);
    }
}
