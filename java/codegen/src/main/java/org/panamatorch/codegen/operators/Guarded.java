package org.panamatorch.codegen.operators;

import java.util.Set;

/**
 * The operators that LibTorch does not check well enough to survive every argument: their calls go
 * through the library's {@code Guards} first.
 */
public final class Guarded {
    /** Their qualified names, without the name space. */
    public static final Set<String> NAMES =
            Set.of(
                    "_ctc_loss",
                    "_ctc_loss.Tensor",
                    "_dyn_quant_matmul_4bit",
                    "_native_batch_norm_legit.no_stats",
                    "ctc_loss.IntList",
                    "ctc_loss.Tensor",
                    "linalg_eigvals",
                    "linalg_ldl_solve",
                    "lu_unpack",
                    "segment_reduce");

    private Guarded() {}
}
