package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What makes one tensor of two: most losses do, of an input and a target. */
@FunctionalInterface
public interface BinaryLayer {
    /**
     * Computes the output.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return a new tensor
     */
    Tensor forward(Tensor first, Tensor second);

    /**
     * Computes the output, and runs the module's hooks.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return the output, which hooks may have replaced
     */
    default Tensor call(Tensor first, Tensor second) {
        return this instanceof Module module && module.hasHooks()
                ? (Tensor)
                        module.callWithHooks(
                                inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1]),
                                first,
                                second)
                : forward(first, second);
    }
}
