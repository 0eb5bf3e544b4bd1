package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The means of as many windows as the output has elements.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AdaptiveAvgPool2d.html">torch.nn.AdaptiveAvgPool2d</a>
 */
public final class AdaptiveAvgPool2d extends AdaptiveAvgPoolNd {
    /**
     * Makes the module.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     */
    public AdaptiveAvgPool2d(long outputSize) {
        super(2, Extent.single(outputSize));
    }

    /**
     * Makes the module.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     */
    public AdaptiveAvgPool2d(long... outputSize) {
        super(2, Extent.tuple(AdaptiveAvgPool2d.class, "outputSize", outputSize));
    }
}
