package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtBackends;

/** A switch of a library, under Python's name. */
public enum BackendFlag {
    /** {@code torch.backends.cuda.matmul.allow_tf32}. */
    CUBLAS_ALLOW_TF32(PanamaTorch.PT_CUBLAS_ALLOW_TF32()),
    /** {@code torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction}. */
    CUBLAS_ALLOW_FP16_REDUCTION(PanamaTorch.PT_CUBLAS_ALLOW_FP16_REDUCTION()),
    /** {@code torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction}. */
    CUBLAS_ALLOW_BF16_REDUCTION(PanamaTorch.PT_CUBLAS_ALLOW_BF16_REDUCTION()),
    /** {@code torch.backends.cuda.matmul.allow_fp16_accumulation}. */
    CUBLAS_ALLOW_FP16_ACCUMULATION(PanamaTorch.PT_CUBLAS_ALLOW_FP16_ACCUMULATION()),
    /** {@code torch.backends.cudnn.enabled}. */
    CUDNN_ENABLED(PanamaTorch.PT_CUDNN_ENABLED()),
    /** {@code torch.backends.cudnn.benchmark}. */
    CUDNN_BENCHMARK(PanamaTorch.PT_CUDNN_BENCHMARK()),
    /** {@code torch.backends.cudnn.deterministic}. */
    CUDNN_DETERMINISTIC(PanamaTorch.PT_CUDNN_DETERMINISTIC()),
    /** {@code torch.backends.cudnn.allow_tf32}. */
    CUDNN_ALLOW_TF32(PanamaTorch.PT_CUDNN_ALLOW_TF32()),
    /** {@code torch.backends.cuda.enable_flash_sdp}. */
    SDP_FLASH(PanamaTorch.PT_SDP_FLASH()),
    /** {@code torch.backends.cuda.enable_mem_efficient_sdp}. */
    SDP_MEM_EFFICIENT(PanamaTorch.PT_SDP_MEM_EFFICIENT()),
    /** {@code torch.backends.cuda.enable_math_sdp}. */
    SDP_MATH(PanamaTorch.PT_SDP_MATH()),
    /** {@code torch.backends.cuda.enable_cudnn_sdp}. */
    SDP_CUDNN(PanamaTorch.PT_SDP_CUDNN()),
    /** {@code torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp}. */
    SDP_MATH_REDUCTION(PanamaTorch.PT_SDP_MATH_REDUCTION()),
    /** {@code torch.backends.mkldnn.enabled}. */
    MKLDNN_ENABLED(PanamaTorch.PT_MKLDNN_ENABLED()),
    /** {@code torch.backends.mkldnn.deterministic}. */
    MKLDNN_DETERMINISTIC(PanamaTorch.PT_MKLDNN_DETERMINISTIC()),
    /** {@code torch.utils.deterministic.fill_uninitialized_memory}. */
    DETERMINISTIC_FILL(PanamaTorch.PT_DETERMINISTIC_FILL());

    private final int code;

    BackendFlag(int code) {
        this.code = code;
    }

    /**
     * Asks.
     *
     * @return whether it may
     */
    public boolean get() {
        return PtBackends.backend_get(toString(), code);
    }

    /**
     * Sets it.
     *
     * @param value whether it may
     */
    public void set(boolean value) {
        PtBackends.backend_set(toString(), code, value);
    }
}
