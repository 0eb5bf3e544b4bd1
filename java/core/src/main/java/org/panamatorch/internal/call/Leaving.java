package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.load.FullStack;

import java.lang.foreign.MemorySegment;

/**
 * Modes that are left when code is over: what leaves one is linked before it is entered, for
 * afterwards stack and heap may be used up, and the thread would stay in the mode for good.
 */
public enum Leaving {
    /** Inference mode. */
    INFERENCE_MODE {
        @Override
        void enterAndLeave() {
            PanamaTorch.pt_inference_mode_exit(
                    entered(PanamaTorch.pt_inference_mode_enter(Arguments.flag(false))));
        }
    },
    /** The use of prepared weights. */
    PREPARED {
        @Override
        void enterAndLeave() {
            MemorySegment none =
                    entered(
                            PanamaTorch.pt_prepared_new(
                                    MemorySegment.NULL, 0, Arguments.flag(false)));
            try {
                PanamaTorch.pt_prepared_exit(entered(PanamaTorch.pt_prepared_enter(none)));
            } finally {
                PanamaTorch.pt_prepared_free(none);
            }
        }
    },
    /** Autocast. */
    AUTOCAST {
        @Override
        void enterAndLeave() {
            PanamaTorch.pt_autocast_exit(
                    entered(
                            PanamaTorch.pt_autocast_enter(
                                    Device.Type.CPU.code(),
                                    Arguments.flag(false),
                                    DType.BFLOAT16.code(),
                                    Arguments.flag(false))));
        }
    },
    /** Code that packs saved tensors, or refuses to. */
    SAVED_TENSORS_HOOKS {
        @Override
        void enterAndLeave() {
            try (Frame frame = Frame.open()) {
                PanamaTorch.pt_saved_tensors_hooks_exit(
                        entered(
                                PanamaTorch.pt_saved_tensors_hooks_disable(
                                        frame.string("", "disableSavedTensorsHooks", "message"))));
            }
        }
    },
    /** A layer of a function transform, also one that is left for a while. */
    LAYER {
        @Override
        void enterAndLeave() {
            try (Frame frame = Frame.open()) {
                Failure.check(
                        PanamaTorch.pt_func_enter_vmap(
                                1, PanamaTorch.PT_FUNC_RANDOMNESS_ERROR(), frame.slot()),
                        "vmap");
            }
            PanamaTorch.pt_func_resume(entered(PanamaTorch.pt_func_suspend()));
            PanamaTorch.pt_func_leave();
        }
    };

    private volatile boolean isLinked;

    abstract void enterAndLeave();

    private static MemorySegment entered(MemorySegment before) {
        if (before.address() == 0) {
            throw Failure.exception("mode");
        }
        return before;
    }

    /** Links what leaves the mode, on a thread of its own, where there is room. */
    public void link() {
        if (!isLinked) {
            FullStack.run(this::enterAndLeave);
            isLinked = true;
        }
    }
}
