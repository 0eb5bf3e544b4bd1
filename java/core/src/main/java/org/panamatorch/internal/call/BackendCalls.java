package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.option.MatmulPrecision;

import java.lang.foreign.MemorySegment;

/** The calls on the libraries behind LibTorch. */
public final class BackendCalls {
    private BackendCalls() {}

    /** A switch of a library, under Python's name. */
    public enum Flag {
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

        Flag(int code) {
            this.code = code;
        }

        /**
         * Asks.
         *
         * @return whether it may
         */
        public boolean get() {
            return number(toString(), ret -> PanamaTorch.pt_backend_get(code, ret)) != 0;
        }

        /**
         * Sets it.
         *
         * @param value whether it may
         */
        public void set(boolean value) {
            Failure.check(
                    PanamaTorch.pt_backend_set(code, Arguments.flag(value)),
                    toString(),
                    "value",
                    value);
        }
    }

    private interface Getter {
        int get(MemorySegment ret);
    }

    private static long number(String operation, Getter getter) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(getter.get(ret), operation);
            return Results.longAt(ret);
        }
    }

    /**
     * How many algorithms cuDNN's benchmark tries.
     *
     * @return the limit, 0 for all
     */
    public static int benchmarkLimit() {
        return (int) number("benchmarkLimit", PanamaTorch::pt_cudnn_get_benchmark_limit);
    }

    /**
     * Sets how many algorithms cuDNN's benchmark tries.
     *
     * @param limit the limit, 0 for all
     */
    public static void setBenchmarkLimit(int limit) {
        Failure.check(
                PanamaTorch.pt_cudnn_set_benchmark_limit(limit),
                "setBenchmarkLimit",
                "limit",
                limit);
    }

    /**
     * How products of float32 matrices may be computed.
     *
     * @return the precision
     */
    public static MatmulPrecision matmulPrecision() {
        return MatmulPrecision.values()[
                (int)
                        number(
                                "getFloat32MatmulPrecision",
                                PanamaTorch::pt_get_float32_matmul_precision)];
    }

    /**
     * Sets how products of float32 matrices may be computed.
     *
     * @param precision the precision
     */
    public static void setMatmulPrecision(MatmulPrecision precision) {
        Arguments.requirePresent(
                precision, "setFloat32MatmulPrecision", "precision", "a precision");
        Failure.check(
                PanamaTorch.pt_set_float32_matmul_precision(precision.ordinal()),
                "setFloat32MatmulPrecision",
                "precision",
                precision);
    }

    /**
     * CUDA's runtime.
     *
     * @return its version in one number, such as 13000; 0 where this LibTorch has none
     */
    public static int cudaRuntimeVersion() {
        return (int) Math.max(0, PanamaTorch.pt_cuda_runtime_version());
    }

    /**
     * The cuDNN that is running.
     *
     * @return its version in one number, such as 92400; 0 where this LibTorch has none
     */
    public static int cudnnVersion() {
        return (int) Math.max(0, PanamaTorch.pt_cudnn_version());
    }
}
