package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements from the other ends.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CircularPad1d.html">torch.nn.CircularPad1d</a>
 */
public final class CircularPad1d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     */
    public CircularPad1d(long padding) {
        super(1, PadMode.CIRCULAR, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     * @throws IllegalArgumentException if there is another number of them
     */
    public CircularPad1d(long... padding) {
        super(1, PadMode.CIRCULAR, Extent.tuple(CircularPad1d.class, "padding", padding), null);
    }
}
