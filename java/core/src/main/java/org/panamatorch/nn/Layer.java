package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What makes one tensor of one tensor: most modules do, and so can be put into a {@code Sequential}. */
@FunctionalInterface
public interface Layer {
    /**
     * Computes the output.
     *
     * @param input the input
     * @return a new tensor, or for some modules the input itself
     */
    Tensor forward(Tensor input);
}
