package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements before the ends, backwards.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReflectionPad2d.html">torch.nn.ReflectionPad2d</a>
 */
public final class ReflectionPad2d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top and
     *     bottom
     */
    public ReflectionPad2d(long padding) {
        super(2, PadMode.REFLECT, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top and
     *     bottom
     * @throws IllegalArgumentException if there is another number of them
     */
    public ReflectionPad2d(long... padding) {
        super(2, PadMode.REFLECT, Extent.tuple(ReflectionPad2d.class, "padding", padding), null);
    }
}
