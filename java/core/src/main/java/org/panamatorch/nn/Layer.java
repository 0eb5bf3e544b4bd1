package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What makes one tensor of one tensor, as most modules do. */
@FunctionalInterface
public interface Layer {
    /**
     * Computes the output.
     *
     * @param input the input
     * @return a new tensor, or for some modules the input itself
     */
    Tensor forward(Tensor input);

    /**
     * Computes the output, and runs the module's hooks.
     *
     * @param input the input
     * @return the output, which hooks may have replaced
     */
    default Tensor call(Tensor input) {
        return this instanceof Module module && module.hasHooks()
                ? (Tensor) module.callWithHooks(inputs -> forward((Tensor) inputs[0]), input)
                : forward(input);
    }
}
