package org.panamatorch.internal.func;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.ForwardLevels;
import org.panamatorch.internal.call.Leaving;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.ModeCalls.Restorer;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.library.PtFunc;
import org.panamatorch.option.Randomness;

import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Runs code in a layer, which is left whatever happens. */
final class Layer {
    private Layer() {}

    static <T> T vmap(long size, Randomness randomness, LongFunction<T> code) {
        return within(() -> PtFunc.func_enter_vmap(size, code(randomness)), () -> {}, code);
    }

    /** Autograd records inside, whether it does outside or not. */
    static <T> T grad(String operation, LongFunction<T> code) {
        return outsideInferenceMode(
                () -> {
                    boolean before = PtAutograd.grad_mode_enabled();
                    return within(
                            () -> {
                                long level =
                                        PtFunc.func_enter_grad(
                                                operation, PanamaTorch.PT_FUNC_GRAD());
                                PtAutograd.grad_mode_set_enabled(true);
                                return level;
                            },
                            () -> PtAutograd.grad_mode_set_enabled(before),
                            code);
                });
    }

    /** Tangents are computed inside, whether they are outside or not. */
    static <T> T jvp(String operation, LongFunction<T> code) {
        return outsideInferenceMode(
                () -> {
                    boolean before = PtAutograd.forward_grad_mode_enabled();
                    boolean isFirst = !ForwardLevels.isEntered();
                    return within(
                            () -> {
                                long level =
                                        PtFunc.func_enter_grad(
                                                operation, PanamaTorch.PT_FUNC_JVP());
                                try {
                                    if (isFirst) {
                                        ForwardLevels.enter();
                                    }
                                } catch (Throwable e) {
                                    PtFunc.func_leave();
                                    throw e;
                                }
                                PtAutograd.forward_grad_mode_set_enabled(true);
                                return level;
                            },
                            () -> {
                                PtAutograd.forward_grad_mode_set_enabled(before);
                                if (isFirst) {
                                    ForwardLevels.leave();
                                }
                            },
                            code);
                });
    }

    private static long code(Randomness randomness) {
        return switch (randomness) {
            case ERROR -> PanamaTorch.PT_FUNC_RANDOMNESS_ERROR();
            case SAME -> PanamaTorch.PT_FUNC_RANDOMNESS_SAME();
            case DIFFERENT -> PanamaTorch.PT_FUNC_RANDOMNESS_DIFFERENT();
        };
    }

    private static <T> T within(LongSupplier enter, Restorer leave, LongFunction<T> code) {
        Leaving.LAYER.link();
        long[] level = new long[1];
        Restorer whole =
                () -> {
                    try {
                        leave.restore();
                    } finally {
                        PtFunc.func_leave();
                    }
                };
        return ModeCalls.within(
                () -> {
                    level[0] = enter.getAsLong();
                    return whole;
                },
                () -> code.apply(level[0]));
    }

    private static <T> T outsideInferenceMode(ScopedValue.CallableOp<T, RuntimeException> code) {
        return PtAutograd.inference_mode_enabled()
                ? ModeCalls.withInferenceMode(false, () -> ModeCalls.withGrad(false, code))
                : code.call();
    }
}
