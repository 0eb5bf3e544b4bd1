package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

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

    /**
     * Makes a module of a function, as {@link Sequential} holds modules only: {@code
     * Layer.asModule(Tensor::relu)}.
     *
     * @param function the function
     * @return a module without parameters that calls it, with hooks as any module has
     */
    static UnaryModule asModule(Layer function) {
        return new FunctionLayer(
                Required.present("Layer.asModule", "function", function, "a function"));
    }
}
