package org.panamatorch.result;

import org.panamatorch.Tensor;

import java.util.List;

/**
 * The results of {@code unique}.
 *
 * @param output the different elements, or slices
 * @param inverseIndices for each element of the input its place in the output; null if not asked
 *     for
 * @param counts how often each occurs in the input; null if not asked for
 */
public record UniqueResult(Tensor output, Tensor inverseIndices, Tensor counts)
        implements TensorTuple {
    @Override
    public List<Tensor> tensors() {
        return TensorTuple.of(output, inverseIndices, counts);
    }
}
