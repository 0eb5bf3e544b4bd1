package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.result.TensorTuple;

/**
 * Maxima, and where they are.
 *
 * @param output the maxima
 * @param indices their indices in the flattened spatial dimensions, of {@code int64}
 */
public record Pooled(Tensor output, Tensor indices) {
    static Pooled of(TensorTuple result) {
        return new Pooled(result.tensors().get(0), result.tensors().get(1));
    }

    Tensor onlyOutput() {
        indices.close();
        return output;
    }
}
