package org.panamatorch.internal.nn.vision;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.vision.VisionSpecs.FlattenSpec;

/** Dimensions as one, for a sequence of modules. */
public final class Flattening {
    private Flattening() {}

    /**
     * Makes one dimension of several.
     *
     * <p>Shapes: input (*, S₁, …, Sₙ, *), output (*, ΠSᵢ, *).
     *
     * @param input (*, S₁, …, Sₙ, *)
     * @return (*, ΠSᵢ, *), a view where that is possible
     * @throws org.panamatorch.TorchException if there are no such dimensions
     */
    @AsModule("Flatten")
    public static Tensor flatten(Tensor input, FlattenSpec options) {
        return Required.tensor("Flatten", "input", input)
                .flatten(options.startDim(), options.endDim());
    }
}
