package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements before the ends, backwards.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReflectionPad3d.html">torch.nn.ReflectionPad3d</a>
 */
public final class ReflectionPad3d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     */
    public ReflectionPad3d(long padding) {
        super(3, PadMode.REFLECT, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     * @throws IllegalArgumentException if there is another number of them
     */
    public ReflectionPad3d(long... padding) {
        super(3, PadMode.REFLECT, Extent.tuple(ReflectionPad3d.class, "padding", padding), null);
    }
}
