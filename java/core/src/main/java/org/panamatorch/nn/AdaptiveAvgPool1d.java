package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The means of as many windows as the output has elements.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AdaptiveAvgPool1d.html">torch.nn.AdaptiveAvgPool1d</a>
 */
public final class AdaptiveAvgPool1d extends AdaptiveAvgPoolNd {
    /**
     * Makes the module.
     *
     * @param outputSize the length of the output
     */
    public AdaptiveAvgPool1d(long outputSize) {
        super(1, Extent.single(outputSize));
    }

    /**
     * Makes the module.
     *
     * @param outputSize the length of the output
     */
    public AdaptiveAvgPool1d(long... outputSize) {
        super(1, Extent.tuple(AdaptiveAvgPool1d.class, "outputSize", outputSize));
    }
}
