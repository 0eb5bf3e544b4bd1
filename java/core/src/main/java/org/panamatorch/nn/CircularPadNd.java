package org.panamatorch.nn;

import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.declare.Listed;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PadMode;

/**
 * Adds the elements from the other ends.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves
public abstract class CircularPadNd extends PadBase {
    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     */
    CircularPadNd(int dims, @Listed Extent padding) {
        super(dims, padding, PadMode.CIRCULAR, null);
    }
}
