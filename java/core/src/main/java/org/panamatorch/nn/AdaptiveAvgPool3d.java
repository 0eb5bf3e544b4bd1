package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The means of as many windows as the output has elements.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AdaptiveAvgPool3d.html">torch.nn.AdaptiveAvgPool3d</a>
 */
public final class AdaptiveAvgPool3d extends AdaptiveAvgPoolNd {
    /**
     * Makes the module.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     */
    public AdaptiveAvgPool3d(long outputSize) {
        super(3, Extent.single(outputSize));
    }

    /**
     * Makes the module.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     */
    public AdaptiveAvgPool3d(long... outputSize) {
        super(3, Extent.tuple(AdaptiveAvgPool3d.class, "outputSize", outputSize));
    }
}
