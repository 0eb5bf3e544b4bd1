package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** The modes that LibTorch keeps with an operating system thread. */
public final class ModeCalls {
    private ModeCalls() {}

    /** Restores the modes of a thread, on that thread. */
    @FunctionalInterface
    public interface Restorer {
        /** Restores them. */
        void restore();
    }

    /** Made before the mode is entered: afterwards there may be no room for it. */
    private static final class Entered implements Restorer {
        private final Consumer<MemorySegment> exit;
        private MemorySegment before;

        Entered(Consumer<MemorySegment> exit) {
            this.exit = exit;
        }

        @Override
        public void restore() {
            exit.accept(before);
        }
    }

    /**
     * Switches inference mode of the calling thread on or off.
     *
     * @param enabled whether it shall be on
     * @return what restores the modes
     */
    public static Restorer enterInferenceMode(boolean enabled) {
        Leaving.INFERENCE_MODE.link();
        Entered entered = new Entered(PanamaTorch::pt_inference_mode_exit);
        entered.before = PanamaTorch.pt_inference_mode_enter(Arguments.flag(enabled));
        if (entered.before.address() == 0) {
            throw Failure.exception("inferenceMode", "mode", enabled);
        }
        return entered;
    }

    /**
     * Lets products of the calling thread use prepared weights.
     *
     * @param weights the weights
     * @param operation what for, for the error
     * @return what restores what was before
     */
    public static Restorer enterPrepared(NativeHandle weights, String operation) {
        Leaving.PREPARED.link();
        Entered entered = new Entered(PanamaTorch::pt_prepared_exit);
        entered.before = PanamaTorch.pt_prepared_enter(weights.use(operation, "this"));
        Arguments.keepAlive(weights);
        if (entered.before.address() == 0) {
            throw Failure.exception(operation);
        }
        return entered;
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
                    boolean before = PtAutograd.grad_mode_enabled();
                    Restorer restorer = () -> PtAutograd.grad_mode_set_enabled(before);
                    PtAutograd.grad_mode_set_enabled(enabled);
                    return restorer;
                },
                code);
    }

    /**
     * Runs code while neither gradients are recorded nor tangents computed. On a virtual thread it
     * stays on its carrier meanwhile.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T withoutDerivatives(
            ScopedValue.CallableOp<? extends T, X> code) throws X {
        return within(
                () -> {
                    boolean before = PtAutograd.grad_mode_enabled();
                    boolean forwardBefore = PtAutograd.forward_grad_mode_enabled();
                    Restorer restorer =
                            () -> {
                                PtAutograd.grad_mode_set_enabled(before);
                                PtAutograd.forward_grad_mode_set_enabled(forwardBefore);
                            };
                    PtAutograd.grad_mode_set_enabled(false);
                    PtAutograd.forward_grad_mode_set_enabled(false);
                    return restorer;
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

    /**
     * Switches autocast of the calling thread on or off.
     *
     * @param device for what type of devices
     * @param enabled whether it shall be on
     * @param dtype what operators run in
     * @param cacheEnabled whether it keeps leaves that it has cast
     * @return what restores what was before
     */
    public static Restorer enterAutocast(
            Device.Type device, boolean enabled, DType dtype, boolean cacheEnabled) {
        Leaving.AUTOCAST.link();
        Entered entered = new Entered(PanamaTorch::pt_autocast_exit);
        entered.before =
                PanamaTorch.pt_autocast_enter(
                        device.code(),
                        Arguments.flag(enabled),
                        dtype.code(),
                        Arguments.flag(cacheEnabled));
        if (entered.before.address() == 0) {
            throw Failure.exception("autocast", "device", device, "dtype", dtype);
        }
        return entered;
    }

    /**
     * Lets code pack the tensors that operations of the calling thread save for their gradients.
     *
     * @param packing the code
     * @return what restores what was before
     */
    public static Restorer enterSavedTensorsHooks(Callbacks.Packing packing) {
        Leaving.SAVED_TENSORS_HOOKS.link();
        Entered entered = new Entered(PanamaTorch::pt_saved_tensors_hooks_exit);
        Long id = Callbacks.addPacking(packing);
        try {
            entered.before = PanamaTorch.pt_saved_tensors_hooks_enter(id);
            if (entered.before.address() == 0) {
                throw Failure.exception("savedTensorsHooks");
            }
            return entered;
        } finally {
            if (entered.before == null || entered.before.address() == 0) {
                Callbacks.remove(id);
            }
        }
    }

    /**
     * Refuses such code on the calling thread.
     *
     * @param message what the error says
     * @return what restores what was before
     */
    public static Restorer disableSavedTensorsHooks(String message) {
        Leaving.SAVED_TENSORS_HOOKS.link();
        Entered entered = new Entered(PanamaTorch::pt_saved_tensors_hooks_exit);
        try (Frame frame = Frame.open()) {
            entered.before =
                    PanamaTorch.pt_saved_tensors_hooks_disable(
                            frame.string(message, "disableSavedTensorsHooks", "message"));
            if (entered.before.address() == 0) {
                throw Failure.exception("disableSavedTensorsHooks");
            }
            return entered;
        }
    }

    /** Enters a mode. */
    @FunctionalInterface
    public interface Mode {
        /**
         * Enters it.
         *
         * @return what leaves it
         */
        Restorer enter();
    }

    /**
     * Runs code in a mode. On a virtual thread it stays on its carrier meanwhile.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param mode the mode
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T within(
            Mode mode, ScopedValue.CallableOp<? extends T, X> code) throws X {
        Arguments.requirePresent(code, "mode", "code", "a function");
        ScopedValue.CallableOp<T, X> body =
                () -> {
                    Restorer before = mode.enter();
                    try {
                        return code.call();
                    } finally {
                        before.restore();
                    }
                };
        if (!Thread.currentThread().isVirtual()) {
            return body.call();
        }
        boolean entered = Carriers.enter();
        try {
            return PinnedCarrier.call(body);
        } finally {
            Carriers.leave(entered);
        }
    }
}
