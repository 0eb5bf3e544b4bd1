package org.panamatorch.backends;

import org.panamatorch.internal.call.BackendFlag;

/**
 * Matrix products on CUDA devices.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/backends.html#torch.backends.cuda">torch.backends.cuda</a>
 */
public final class Cublas {
    private Cublas() {}

    /**
     * Whether products of {@code float32} matrices may be computed in TensorFloat32.
     *
     * @return false at first
     */
    public static boolean allowTf32() {
        return BackendFlag.CUBLAS_ALLOW_TF32.get();
    }

    /**
     * Sets whether products of {@code float32} matrices may be computed in TensorFloat32.
     *
     * @param enabled whether it is so
     */
    public static void setAllowTf32(boolean enabled) {
        BackendFlag.CUBLAS_ALLOW_TF32.set(enabled);
    }

    /**
     * Whether products of {@code float16} matrices may be added up in {@code float16}.
     *
     * @return true at first
     */
    public static boolean allowFp16ReducedPrecisionReduction() {
        return BackendFlag.CUBLAS_ALLOW_FP16_REDUCTION.get();
    }

    /**
     * Sets whether products of {@code float16} matrices may be added up in {@code float16}.
     *
     * @param enabled whether it is so
     */
    public static void setAllowFp16ReducedPrecisionReduction(boolean enabled) {
        BackendFlag.CUBLAS_ALLOW_FP16_REDUCTION.set(enabled);
    }

    /**
     * Whether products of {@code bfloat16} matrices may be added up in {@code bfloat16}.
     *
     * @return true at first
     */
    public static boolean allowBf16ReducedPrecisionReduction() {
        return BackendFlag.CUBLAS_ALLOW_BF16_REDUCTION.get();
    }

    /**
     * Sets whether products of {@code bfloat16} matrices may be added up in {@code bfloat16}.
     *
     * @param enabled whether it is so
     */
    public static void setAllowBf16ReducedPrecisionReduction(boolean enabled) {
        BackendFlag.CUBLAS_ALLOW_BF16_REDUCTION.set(enabled);
    }

    /**
     * Whether products of {@code float16} matrices may be accumulated in {@code float16}.
     *
     * @return false at first
     */
    public static boolean allowFp16Accumulation() {
        return BackendFlag.CUBLAS_ALLOW_FP16_ACCUMULATION.get();
    }

    /**
     * Sets whether products of {@code float16} matrices may be accumulated in {@code float16}.
     *
     * @param enabled whether it is so
     */
    public static void setAllowFp16Accumulation(boolean enabled) {
        BackendFlag.CUBLAS_ALLOW_FP16_ACCUMULATION.set(enabled);
    }
}
