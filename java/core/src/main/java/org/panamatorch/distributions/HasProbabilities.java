package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;

/**
 * A distribution with probabilities and logits: one of them was given, the other follows from it.
 */
public interface HasProbabilities {
    /**
     * The probabilities.
     *
     * @return the tensor; of several events normalized to sum 1
     */
    Tensor probs();

    /**
     * The logits: log-odds, or of several events the logarithms of their probabilities.
     *
     * @return the tensor
     */
    Tensor logits();

    /**
     * The shape of the probabilities.
     *
     * @return the shape
     */
    Shape paramShape();
}
