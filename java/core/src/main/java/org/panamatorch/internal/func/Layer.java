package org.panamatorch.internal.func;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.ForwardLevels;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.call.Leaving;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.ModeCalls.Restorer;
import org.panamatorch.internal.library.Func;
import org.panamatorch.option.Randomness;

import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Runs code in a layer, which is left whatever happens. */
final class Layer {
    private Layer() {}

    static <T> T vmap(long size, Randomness randomness, LongFunction<T> code) {
        return within(() -> Func.func_enter_vmap(size, code(randomness)), () -> {}, code);
    }

    /** Autograd records inside, whether it does outside or not. */
    static <T> T grad(String operation, LongFunction<T> code) {
        return outsideInferenceMode(
                () -> {
                    boolean before = ModeCalls.gradEnabled();
                    return within(
                            () -> {
                                long level =
                                        Func.func_enter_grad(operation, PanamaTorch.PT_FUNC_GRAD());
                                ModeCalls.setGradEnabled(true);
                                return level;
                            },
                            () -> ModeCalls.setGradEnabled(before),
                            code);
                });
    }

    /** Tangents are computed inside, whether they are outside or not. */
    static <T> T jvp(String operation, LongFunction<T> code) {
        return outsideInferenceMode(
                () -> {
                    boolean before = ModeCalls.forwardGradEnabled();
                    boolean isFirst = !ForwardLevels.isEntered();
                    return within(
                            () -> {
                                long level =
                                        Func.func_enter_grad(operation, PanamaTorch.PT_FUNC_JVP());
                                try {
                                    if (isFirst) {
                                        ForwardLevels.enter();
                                    }
                                } catch (Throwable e) {
                                    Layers.leave();
                                    throw e;
                                }
                                ModeCalls.setForwardGradEnabled(true);
                                return level;
                            },
                            () -> {
                                ModeCalls.setForwardGradEnabled(before);
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
                        Layers.leave();
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
        return ModeCalls.inferenceModeEnabled()
                ? ModeCalls.withInferenceMode(false, () -> ModeCalls.withGrad(false, code))
                : code.call();
    }
}
