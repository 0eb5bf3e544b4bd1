package org.panamatorch.backends;

import org.panamatorch.internal.call.BackendFlag;

/**
 * Which kernels scaled dot product attention may take.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/backends.html#torch.backends.cuda">torch.backends.cuda</a>
 */
public final class ScaledDotProduct {
    private ScaledDotProduct() {}

    /**
     * Whether FlashAttention may be taken.
     *
     * @return true at first
     */
    public static boolean flashSdpEnabled() {
        return BackendFlag.SDP_FLASH.get();
    }

    /**
     * Sets whether FlashAttention may be taken.
     *
     * @param enabled whether it is so
     */
    public static void enableFlashSdp(boolean enabled) {
        BackendFlag.SDP_FLASH.set(enabled);
    }

    /**
     * Whether the kernel that saves memory may be taken.
     *
     * @return true at first
     */
    public static boolean memEfficientSdpEnabled() {
        return BackendFlag.SDP_MEM_EFFICIENT.get();
    }

    /**
     * Sets whether the kernel that saves memory may be taken.
     *
     * @param enabled whether it is so
     */
    public static void enableMemEfficientSdp(boolean enabled) {
        BackendFlag.SDP_MEM_EFFICIENT.set(enabled);
    }

    /**
     * Whether matrix products and a softmax may be taken.
     *
     * @return true at first
     */
    public static boolean mathSdpEnabled() {
        return BackendFlag.SDP_MATH.get();
    }

    /**
     * Sets whether matrix products and a softmax may be taken.
     *
     * @param enabled whether it is so
     */
    public static void enableMathSdp(boolean enabled) {
        BackendFlag.SDP_MATH.set(enabled);
    }

    /**
     * Whether the kernel of cuDNN may be taken.
     *
     * @return true at first
     */
    public static boolean cudnnSdpEnabled() {
        return BackendFlag.SDP_CUDNN.get();
    }

    /**
     * Sets whether the kernel of cuDNN may be taken.
     *
     * @param enabled whether it is so
     */
    public static void enableCudnnSdp(boolean enabled) {
        BackendFlag.SDP_CUDNN.set(enabled);
    }

    /**
     * Whether the matrix products may add up in {@code float16} and {@code bfloat16}.
     *
     * @return false at first
     */
    public static boolean fp16Bf16ReductionMathSdpAllowed() {
        return BackendFlag.SDP_MATH_REDUCTION.get();
    }

    /**
     * Sets whether the matrix products may add up in {@code float16} and {@code bfloat16}.
     *
     * @param enabled whether it is so
     */
    public static void allowFp16Bf16ReductionMathSdp(boolean enabled) {
        BackendFlag.SDP_MATH_REDUCTION.set(enabled);
    }
}
