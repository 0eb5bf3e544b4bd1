package org.panamatorch.internal.nn.conv;

import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvSpec;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvTransposeSpec;
import org.panamatorch.option.ConvPadding;
import org.panamatorch.option.PaddingMode;

/**
 * A convolution of either direction, as Python's {@code _ConvNd} takes it.
 *
 * @param dims the number of spatial dimensions
 * @param inChannels the number of channels of the input, or null until the first input tells
 */
public record ConvForm(
        int dims,
        Long inChannels,
        long outChannels,
        Extent kernelSize,
        Extent stride,
        Extent padding,
        ConvPadding namedPadding,
        Extent dilation,
        boolean isTransposed,
        Extent outputPadding,
        long groups,
        boolean bias,
        PaddingMode paddingMode,
        TensorOptions place) {
    /** A convolution. */
    public static ConvForm of(
            int dims, Long inChannels, long outChannels, Extent kernelSize, ConvSpec options) {
        return new ConvForm(
                dims,
                inChannels,
                outChannels,
                kernelSize.expanded(dims),
                options.stride().expanded(dims),
                options.padding().expanded(dims),
                options.namedPadding(),
                options.dilation().expanded(dims),
                false,
                Extent.single(0).expanded(dims),
                options.groups(),
                options.bias(),
                options.paddingMode(),
                options.parameters());
    }

    /** A transposed convolution. */
    public static ConvForm transposed(
            int dims,
            Long inChannels,
            long outChannels,
            Extent kernelSize,
            ConvTransposeSpec options) {
        return new ConvForm(
                dims,
                inChannels,
                outChannels,
                kernelSize.expanded(dims),
                options.stride().expanded(dims),
                options.padding().expanded(dims),
                null,
                options.dilation().expanded(dims),
                true,
                options.outputPadding().expanded(dims),
                options.groups(),
                options.bias(),
                options.paddingMode(),
                options.parameters());
    }
}
