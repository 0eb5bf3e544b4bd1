package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What makes one tensor of three, as some losses do. */
@FunctionalInterface
public interface TernaryLayer {
    /**
     * Computes the output.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return a new tensor
     */
    Tensor forward(Tensor first, Tensor second, Tensor third);

    /**
     * Computes the output, and runs the module's hooks.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return the output, which hooks may have replaced
     */
    default Tensor call(Tensor first, Tensor second, Tensor third) {
        return this instanceof Module module && module.hasHooks()
                ? (Tensor)
                        module.callWithHooks(
                                inputs ->
                                        forward(
                                                (Tensor) inputs[0],
                                                (Tensor) inputs[1],
                                                (Tensor) inputs[2]),
                                first,
                                second,
                                third)
                : forward(first, second, third);
    }
}
