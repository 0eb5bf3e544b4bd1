package org.panamatorch.nn;

import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

/**
 * The function between the two linear maps of a Transformer's layer.
 *
 * @param function the function
 * @param isNative whether the native layer knows it
 * @param isGelu whether it is GELU, if the native layer knows it
 */
record TransformerActivation(Layer function, boolean isNative, boolean isGelu) {
    static final TransformerActivation RELU = new TransformerActivation(Torch::relu, true, false);

    private static final TransformerActivation GELU =
            new TransformerActivation(Functional::gelu, true, true);

    static TransformerActivation of(String name) {
        return switch (Required.present("Transformer", "activation", name, "a string")) {
            case "relu" -> RELU;
            case "gelu" -> GELU;
            default -> throw Checks.runtime("activation should be relu/gelu, not " + name);
        };
    }

    static TransformerActivation of(Layer function) {
        return new TransformerActivation(function, false, false);
    }

    /**
     * The function as a part of the layer, which it is in Python where it is a module; else null.
     */
    Module module() {
        return function instanceof Module module ? module : null;
    }
}
