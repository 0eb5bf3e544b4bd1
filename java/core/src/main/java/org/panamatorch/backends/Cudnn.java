package org.panamatorch.backends;

import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.BackendFlag;
import org.panamatorch.internal.library.PtBackends;

/**
 * cuDNN, which convolutions and recurrent layers on CUDA devices may take.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/backends.html#torch.backends.cudnn">torch.backends.cudnn</a>
 */
public final class Cudnn {
    private Cudnn() {}

    /**
     * Whether this LibTorch has cuDNN.
     *
     * @return true if it has
     */
    public static boolean isAvailable() {
        return version() > 0;
    }

    /**
     * The version of cuDNN.
     *
     * @return the version in one number, such as 92400; 0 where this LibTorch has none
     */
    public static int version() {
        return (int) Math.max(0, PtBackends.cudnn_version());
    }

    /**
     * How many algorithms {@link #isBenchmark} times.
     *
     * @return 10 at first; 0 for all
     */
    public static int benchmarkLimit() {
        return (int) PtBackends.cudnn_get_benchmark_limit();
    }

    /**
     * Sets how many algorithms {@link #isBenchmark} times.
     *
     * @param limit the number; 0 for all
     * @throws TorchException if it is negative
     */
    public static void setBenchmarkLimit(int limit) {
        if (limit < 0) {
            throw new TorchException(
                    Kind.VALUE,
                    "setBenchmarkLimit: limit is " + limit + ", expected 0 or a positive number");
        }
        PtBackends.cudnn_set_benchmark_limit(limit);
    }

    /**
     * Whether cuDNN may be taken, where there is one.
     *
     * @return true at first
     */
    public static boolean isEnabled() {
        return BackendFlag.CUDNN_ENABLED.get();
    }

    /**
     * Sets whether cuDNN may be taken, where there is one.
     *
     * @param enabled whether it is so
     */
    public static void setEnabled(boolean enabled) {
        BackendFlag.CUDNN_ENABLED.set(enabled);
    }

    /**
     * Whether several algorithms are timed for each new shape and the fastest is kept.
     *
     * @return false at first
     */
    public static boolean isBenchmark() {
        return BackendFlag.CUDNN_BENCHMARK.get();
    }

    /**
     * Sets whether several algorithms are timed for each new shape and the fastest is kept.
     *
     * @param enabled whether it is so
     */
    public static void setBenchmark(boolean enabled) {
        BackendFlag.CUDNN_BENCHMARK.set(enabled);
    }

    /**
     * Whether only deterministic algorithms are taken.
     *
     * @return false at first
     */
    public static boolean isDeterministic() {
        return BackendFlag.CUDNN_DETERMINISTIC.get();
    }

    /**
     * Sets whether only deterministic algorithms are taken.
     *
     * @param enabled whether it is so
     */
    public static void setDeterministic(boolean enabled) {
        BackendFlag.CUDNN_DETERMINISTIC.set(enabled);
    }

    /**
     * Whether {@code float32} may be computed in TensorFloat32.
     *
     * @return true at first
     */
    public static boolean allowTf32() {
        return BackendFlag.CUDNN_ALLOW_TF32.get();
    }

    /**
     * Sets whether {@code float32} may be computed in TensorFloat32.
     *
     * @param enabled whether it is so
     */
    public static void setAllowTf32(boolean enabled) {
        BackendFlag.CUDNN_ALLOW_TF32.set(enabled);
    }
}
