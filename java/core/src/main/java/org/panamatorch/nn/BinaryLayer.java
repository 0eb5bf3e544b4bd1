package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** A function of two tensors: many losses, and methods such as {@code Tensor::matmul}. */
@FunctionalInterface
public interface BinaryLayer {
    /**
     * Computes the output; of modules, between their hooks.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return a new tensor
     */
    Tensor call(Tensor first, Tensor second);
}
