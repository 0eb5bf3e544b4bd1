package org.panamatorch.internal.nn.conv;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.conv.ConvSpecs.FoldSpec;

/** Windows as columns. */
@Facade("org.panamatorch.nn.Functional")
public final class Folding {
    private Folding() {}

    /**
     * The windows that slide over an input, as columns.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the columns, a copy
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("Unfold")
    public static Tensor unfold(Tensor input, Extent kernelSize, FoldSpec options) {
        return AtenI.im2col(
                input,
                pair(kernelSize),
                pair(options.dilation()),
                pair(options.padding()),
                pair(options.stride()));
    }

    /**
     * The sum of windows at their places: what {@code unfold} took apart, put together.
     *
     * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
     *
     * @param input the input
     * @param outputSize the size of the output, (H, W)
     * @param kernelSize the size of the window
     * @return the sum
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("Fold")
    public static Tensor fold(
            Tensor input, Extent outputSize, Extent kernelSize, FoldSpec options) {
        return AtenC.col2im(
                input,
                pair(outputSize),
                pair(kernelSize),
                pair(options.dilation()),
                pair(options.padding()),
                pair(options.stride()));
    }

    private static long[] pair(Extent size) {
        return Sizes.expand(size.sizes(), 2);
    }
}
