package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds zeros.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ZeroPad2d.html">torch.nn.ZeroPad2d</a>
 */
public final class ZeroPad2d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top and
     *     bottom
     */
    public ZeroPad2d(long padding) {
        super(2, PadMode.CONSTANT, Extent.single(padding), 0.0);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top and
     *     bottom
     * @throws IllegalArgumentException if there is another number of them
     */
    public ZeroPad2d(long... padding) {
        super(2, PadMode.CONSTANT, Extent.tuple(ZeroPad2d.class, "padding", padding), 0.0);
    }
}
