package org.panamatorch.internal.nn.dropout;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.nn.dropout.DropoutSpecs.AlphaDropoutFuncSpec;
import org.panamatorch.internal.nn.dropout.DropoutSpecs.DropoutSpec;

/**
 * Dropouts that are not as modules what they are as functions: Python's do not write to their
 * input, whatever they are told.
 */
public final class DropoutModules {
    private DropoutModules() {}

    /**
     * Sets elements at random to the negative limit of SELU in training, and keeps mean and
     * variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input (*)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule(value = "AlphaDropout", options = DropoutSpec.class, takesFirst = true)
    public static Tensor alphaDropout(Tensor input, AlphaDropoutFuncSpec options) {
        return Dropouts.alphaDropout(input, elsewhere(options));
    }

    /**
     * Sets whole channels at random to the negative limit of SELU in training, and keeps mean and
     * variance.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input (N, C, *)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule(value = "FeatureAlphaDropout", options = DropoutSpec.class, takesFirst = true)
    public static Tensor featureAlphaDropout(Tensor input, AlphaDropoutFuncSpec options) {
        return Dropouts.featureAlphaDropout(input, elsewhere(options));
    }

    private static AlphaDropoutFuncSpec elsewhere(AlphaDropoutFuncSpec options) {
        return new AlphaDropoutFuncSpec(options.p(), options.training(), false);
    }
}
