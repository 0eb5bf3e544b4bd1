package org.panamatorch.optim.swa;

import org.panamatorch.Tensor;

/** How a parameter goes into its average. */
@FunctionalInterface
public interface AveragingFunction {
    /**
     * Computes the new average.
     *
     * @param averaged the average so far
     * @param current the parameter
     * @param count how many are in the average, an int64 tensor of one element
     * @return the new average, of the same shape
     */
    Tensor average(Tensor averaged, Tensor current, Tensor count);
}
