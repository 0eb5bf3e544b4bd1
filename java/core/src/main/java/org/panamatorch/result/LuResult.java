package org.panamatorch.result;

import org.panamatorch.Tensor;

import java.util.List;

/**
 * The results of {@code lu}.
 *
 * @param lu the factors in one matrix
 * @param pivots the rows that were exchanged, counted from 1
 * @param infos for each matrix 0 where it could be factorized; null if not asked for
 */
public record LuResult(Tensor lu, Tensor pivots, Tensor infos) implements TensorTuple {
    @Override
    public List<Tensor> tensors() {
        return TensorTuple.of(lu, pivots, infos);
    }
}
