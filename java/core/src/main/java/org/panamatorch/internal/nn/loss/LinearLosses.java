package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.loss.LossSpecs.LinearCrossEntropyFuncSpec;

/** The loss of a linear map. */
@Facade("org.panamatorch.nn.Functional")
public final class LinearLosses {
    private LinearLosses() {}

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
     */
    public static Tensor linearCrossEntropy(
            Tensor input, Tensor linearWeight, Tensor target, LinearCrossEntropyFuncSpec options) {
        return new LinearCrossEntropy(linearWeight, options).loss(input, target);
    }
}
