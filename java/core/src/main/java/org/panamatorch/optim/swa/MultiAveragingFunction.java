package org.panamatorch.optim.swa;

import org.panamatorch.Tensor;

import java.util.List;

/** How parameters of one device and dtype go into their averages. */
@FunctionalInterface
public interface MultiAveragingFunction {
    /**
     * Changes the averages in place.
     *
     * @param averaged the averages so far
     * @param current the parameters
     * @param count how many are in the averages, an int64 tensor of one element
     */
    void average(List<Tensor> averaged, List<Tensor> current, Tensor count);
}
