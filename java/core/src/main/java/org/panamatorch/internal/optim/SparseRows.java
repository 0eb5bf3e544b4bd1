package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenS;

/** Sparse tensors with the elements of a gradient. */
final class SparseRows {
    private SparseRows() {}

    /** Other values where a gradient has its own. */
    static Tensor of(Tensor gradient, Tensor values) {
        return AtenS.sparse_coo_tensor_indices_size(
                AtenI._indices(gradient), values, gradient.sizes(), null, null, null, null, null);
    }
}
