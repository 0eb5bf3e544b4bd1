package org.panamatorch.backends;

import org.panamatorch.internal.call.BackendFlag;

/**
 * oneDNN, which convolutions, recurrent layers and matrix products on the CPU may take.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/backends.html#torch.backends.mkldnn">torch.backends.mkldnn</a>
 */
public final class Mkldnn {
    private Mkldnn() {}

    /**
     * Whether oneDNN may be taken.
     *
     * @return true at first
     */
    public static boolean isEnabled() {
        return BackendFlag.MKLDNN_ENABLED.get();
    }

    /**
     * Sets whether oneDNN may be taken.
     *
     * @param enabled whether it is so
     */
    public static void setEnabled(boolean enabled) {
        BackendFlag.MKLDNN_ENABLED.set(enabled);
    }

    /**
     * Whether only deterministic kernels are taken.
     *
     * @return false at first
     */
    public static boolean isDeterministic() {
        return BackendFlag.MKLDNN_DETERMINISTIC.get();
    }

    /**
     * Sets whether only deterministic kernels are taken.
     *
     * @param enabled whether it is so
     */
    public static void setDeterministic(boolean enabled) {
        BackendFlag.MKLDNN_DETERMINISTIC.set(enabled);
    }
}
