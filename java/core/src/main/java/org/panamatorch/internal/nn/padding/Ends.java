package org.panamatorch.internal.nn.padding;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Listed;

/** Padding at the ends of dimensions. */
@Facade("org.panamatorch.nn.Functional")
public final class Ends {
    private Ends() {}

    /**
     * Pads dimensions at their ends.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param pad how much to add before and after the last dimension, then the last but one, and so
     *     on
     * @return the output
     * @throws org.panamatorch.TorchException if the mode does not fit the dimensions
     */
    public static Tensor pad(Tensor input, @Listed long[] pad, PadSpec options) {
        return AtenP.pad(input, pad, options.mode().toString(), options.value());
    }
}
