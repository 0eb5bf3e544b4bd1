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
                    "_fft_c2c",
                    "_fft_c2r",
                    "_fft_r2c",
                    "_native_batch_norm_legit.no_stats",
                    "_neg_view_copy",
                    "_neg_view_copy.out",
                    "ctc_loss.IntList",
                    "ctc_loss.Tensor",
                    "div.Scalar_mode",
                    "div.Tensor_mode",
                    "div.out_mode",
                    "div_.Scalar_mode",
                    "div_.Tensor_mode",
                    "divide.Scalar_mode",
                    "divide.Tensor_mode",
                    "divide.out_mode",
                    "divide_.Scalar_mode",
                    "divide_.Tensor_mode",
                    "index_add_",
                    "index_copy_",
                    "index_reduce_",
                    "lcm",
                    "lcm.out",
                    "lcm_",
                    "linalg_eigvals",
                    "linalg_ldl_solve",
                    "lu_unpack",
                    "quantized_lstm_cell",
                    "range",
                    "range.step",
                    "scatter_.reduce",
                    "scatter_.src",
                    "scatter_.value",
                    "scatter_.value_reduce",
                    "scatter_add_",
                    "scatter_reduce_.two",
                    "segment_reduce",
                    "view_copy.dtype",
                    "view_copy.dtype_out");

    private Guarded() {}
}
