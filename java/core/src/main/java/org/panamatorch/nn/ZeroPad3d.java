package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds zeros.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ZeroPad3d.html">torch.nn.ZeroPad3d</a>
 */
public final class ZeroPad3d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     */
    public ZeroPad3d(long padding) {
        super(3, PadMode.CONSTANT, Extent.single(padding), 0.0);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     * @throws IllegalArgumentException if there is another number of them
     */
    public ZeroPad3d(long... padding) {
        super(3, PadMode.CONSTANT, Extent.tuple(ZeroPad3d.class, "padding", padding), 0.0);
    }
}
