package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements from the other ends.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CircularPad2d.html">torch.nn.CircularPad2d</a>
 */
public final class CircularPad2d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top and
     *     bottom
     */
    public CircularPad2d(long padding) {
        super(2, PadMode.CIRCULAR, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top and
     *     bottom
     * @throws IllegalArgumentException if there is another number of them
     */
    public CircularPad2d(long... padding) {
        super(2, PadMode.CIRCULAR, Extent.tuple(CircularPad2d.class, "padding", padding), null);
    }
}
