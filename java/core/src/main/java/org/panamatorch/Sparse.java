package org.panamatorch;

import org.panamatorch.internal.library.PtRuntime;

/**
 * PyTorch's {@code torch.sparse}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/sparse.html">torch.sparse</a>
 */
public final class Sparse extends SparseOperators {
    private Sparse() {}

    /**
     * Lets all constructors of sparse tensors check that indices are in range and in order, on all
     * threads. They do by default, other than Python's: operators on a tensor with indices out of
     * range read and write foreign memory. A program whose indices are known to be right may save
     * the time.
     *
     * @param enabled whether they check
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.sparse.check_sparse_tensor_invariants.html">torch.sparse.check_sparse_tensor_invariants</a>
     */
    public static void setCheckSparseTensorInvariants(boolean enabled) {
        PtRuntime.set_check_sparse_invariants(enabled);
    }

    /**
     * Whether constructors of sparse tensors check that indices are in range and in order.
     *
     * @return true if they do
     * @see #setCheckSparseTensorInvariants
     */
    public static boolean checkSparseTensorInvariants() {
        return PtRuntime.get_check_sparse_invariants();
    }
}
