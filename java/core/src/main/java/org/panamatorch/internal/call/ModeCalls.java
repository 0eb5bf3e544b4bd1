package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.MemorySegment;

/** The modes that LibTorch keeps with an operating system thread. */
public final class ModeCalls {
    static {
        NativeLibrary.load();
    }

    private ModeCalls() {}

    /** Restores the modes of a thread, on that thread. */
    @FunctionalInterface
    public interface Restorer {
        /** Restores them. */
        void restore();
    }

    /**
     * Whether autograd records on the calling thread.
     *
     * @return true if it does
     */
    public static boolean gradEnabled() {
        return PanamaTorch.pt_grad_mode_enabled() != 0;
    }

    /**
     * Lets autograd record on the calling thread, or not.
     *
     * @param enabled whether it shall
     */
    public static void setGradEnabled(boolean enabled) {
        PanamaTorch.pt_grad_mode_set_enabled(Arguments.flag(enabled));
    }

    /**
     * Whether the calling thread is in inference mode.
     *
     * @return true if it is
     */
    public static boolean inferenceModeEnabled() {
        return PanamaTorch.pt_inference_mode_enabled() != 0;
    }

    /**
     * Switches inference mode of the calling thread on or off.
     *
     * @param enabled whether it shall be on
     * @return what restores the modes
     */
    public static Restorer enterInferenceMode(boolean enabled) {
        MemorySegment mode = PanamaTorch.pt_inference_mode_enter(Arguments.flag(enabled));
        if (mode.address() == 0) {
            throw Failure.exception("inferenceMode", "mode", enabled);
        }
        return () -> PanamaTorch.pt_inference_mode_exit(mode);
    }

    /**
     * Runs code while autograd records, or does not. On a virtual thread it stays on its carrier
     * meanwhile.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param enabled whether autograd records
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T withGrad(
            boolean enabled, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return within(
                () -> {
                    boolean before = gradEnabled();
                    setGradEnabled(enabled);
                    return () -> setGradEnabled(before);
                },
                code);
    }

    /**
     * Runs code while inference mode is on, or off. On a virtual thread it stays on its carrier
     * meanwhile.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param enabled whether inference mode is on
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T withInferenceMode(
            boolean enabled, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return within(() -> enterInferenceMode(enabled), code);
    }

    private interface Mode {
        Restorer enter();
    }

    private static <T, X extends Throwable> T within(
            Mode mode, ScopedValue.CallableOp<? extends T, X> code) throws X {
        ScopedValue.CallableOp<T, X> body =
                () -> {
                    Restorer before = mode.enter();
                    try {
                        return code.call();
                    } finally {
                        before.restore();
                    }
                };
        return Thread.currentThread().isVirtual() ? NativeFrame.call(body) : body.call();
    }
}
