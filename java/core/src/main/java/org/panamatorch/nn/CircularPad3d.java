package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements from the other ends.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CircularPad3d.html">torch.nn.CircularPad3d</a>
 */
public final class CircularPad3d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     */
    public CircularPad3d(long padding) {
        super(3, PadMode.CIRCULAR, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     * @throws IllegalArgumentException if there is another number of them
     */
    public CircularPad3d(long... padding) {
        super(3, PadMode.CIRCULAR, Extent.tuple(CircularPad3d.class, "padding", padding), null);
    }
}
