package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds copies of the last elements.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReplicationPad3d.html">torch.nn.ReplicationPad3d</a>
 */
public final class ReplicationPad3d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     */
    public ReplicationPad3d(long padding) {
        super(3, PadMode.REPLICATE, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     * @throws IllegalArgumentException if there is another number of them
     */
    public ReplicationPad3d(long... padding) {
        super(3, PadMode.REPLICATE, Extent.tuple(ReplicationPad3d.class, "padding", padding), null);
    }
}
