package org.panamatorch.nn;

import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.conv.ConvForm;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvSpec;

/**
 * A {@link ConvNd} that learns the number of its input's channels from its first input.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, out, *ₒ) or (out, *ₒ).
 */
@Leaves
public abstract class LazyConvNd extends ConvNd {
    /**
     * Makes the module.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    LazyConvNd(int dims, long outChannels, Extent kernelSize, ConvSpec options) {
        super(ConvForm.of(dims, null, outChannels, kernelSize, options));
    }
}
