package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** A function of one tensor: most modules, and methods such as {@code Tensor::relu}. */
@FunctionalInterface
public interface Layer {
    /**
     * Computes the output; of modules, between their hooks.
     *
     * @param input the input
     * @return a new tensor, or for some modules the input itself
     */
    Tensor call(Tensor input);
}
