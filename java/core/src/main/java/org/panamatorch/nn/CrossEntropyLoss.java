package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;

/**
 * The cross entropy between logits and classes, given as indices or as probabilities.
 *
 * <p>Shapes: input (C), (N, C) or (N, C, d₁, …); target () , (N) or (N, d₁, …) of {@code int64} for indices, or the input's for
 * probabilities; output a scalar, or the shape of the indices without reduction.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public final class CrossEntropyLoss extends Module {
    /** What Python ignores by default: an index that is no class. */
    public static final long DEFAULT_IGNORE_INDEX = -100;

    private final Tensor weight;
    private final long ignoreIndex;
    private final Reduction reduction;
    private final double labelSmoothing;

    /** Makes the loss with Python's defaults: no weights, the mean, no smoothing. */
    public CrossEntropyLoss() {
        this(null, DEFAULT_IGNORE_INDEX, Reduction.MEAN, 0);
    }

    /**
     * Makes the loss.
     *
     * @param weight the weights of the classes, (C), or null
     * @param ignoreIndex the index whose elements count neither for the loss nor for the mean
     * @param reduction what to make of the elements' losses
     * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1
     */
    public CrossEntropyLoss(Tensor weight, long ignoreIndex, Reduction reduction, double labelSmoothing) {
        this.weight = registerBuffer("weight", weight);
        this.ignoreIndex = ignoreIndex;
        this.reduction = reduction;
        this.labelSmoothing = labelSmoothing;
    }

    /**
     * Computes the loss.
     *
     * @param input the logits
     * @param target the classes
     * @return the loss
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor forward(Tensor input, Tensor target) {
        return Torch.crossEntropyLoss(input, target, weight, reduction.code(), ignoreIndex, labelSmoothing);
    }
}
