package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds copies of the last elements.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReplicationPad1d.html">torch.nn.ReplicationPad1d</a>
 */
public final class ReplicationPad1d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     */
    public ReplicationPad1d(long padding) {
        super(1, PadMode.REPLICATE, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     * @throws IllegalArgumentException if there is another number of them
     */
    public ReplicationPad1d(long... padding) {
        super(1, PadMode.REPLICATE, Extent.tuple(ReplicationPad1d.class, "padding", padding), null);
    }
}
