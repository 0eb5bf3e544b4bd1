package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds zeros.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ZeroPad1d.html">torch.nn.ZeroPad1d</a>
 */
public final class ZeroPad1d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     */
    public ZeroPad1d(long padding) {
        super(1, PadMode.CONSTANT, Extent.single(padding), 0.0);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     * @throws IllegalArgumentException if there is another number of them
     */
    public ZeroPad1d(long... padding) {
        super(1, PadMode.CONSTANT, Extent.tuple(ZeroPad1d.class, "padding", padding), 0.0);
    }
}
