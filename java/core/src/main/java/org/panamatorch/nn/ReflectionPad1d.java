package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements before the ends, backwards.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReflectionPad1d.html">torch.nn.ReflectionPad1d</a>
 */
public final class ReflectionPad1d extends PadNd {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     */
    public ReflectionPad1d(long padding) {
        super(1, PadMode.REFLECT, Extent.single(padding), null);
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     * @throws IllegalArgumentException if there is another number of them
     */
    public ReflectionPad1d(long... padding) {
        super(1, PadMode.REFLECT, Extent.tuple(ReflectionPad1d.class, "padding", padding), null);
    }
}
