package org.panamatorch.internal.optim;

import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenS;

/** Sparse tensors with the elements of a gradient. */
final class SparseRows {
    private SparseRows() {}

    /** Other values where a gradient has its own, at coordinates that were checked with it. */
    static Tensor of(Tensor gradient, Tensor values) {
        return AtenS._sparse_coo_tensor_with_dims_and_tensors(
                gradient.sparseDim(),
                gradient.denseDim(),
                gradient.sizes(),
                AtenI._indices(gradient),
                values,
                values.dtype(),
                Layout.SPARSE_COO,
                values.device(),
                null,
                null);
    }
}
