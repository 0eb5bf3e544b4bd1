package org.panamatorch.internal.dispatch;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.Results;

import java.lang.foreign.MemorySegment;

/** Calls of a thread that pass by the kernels for a dispatch key. */
public final class Passing {
    private Passing() {}

    /**
     * Runs code whose calls pass by a key's kernels.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param key the dispatch key
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T by(
            String key, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return with(key, true, code);
    }

    /**
     * Runs code whose calls do not pass by a key's kernels, below code whose calls do.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param key the dispatch key
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T through(
            String key, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return with(key, false, code);
    }

    private static <T, X extends Throwable> T with(
            String key, boolean isExcluded, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ModeCalls.within(
                () -> {
                    boolean before = exclude(key, isExcluded);
                    return () -> exclude(key, before);
                },
                code);
    }

    private static boolean exclude(String key, boolean excluded) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(
                    PanamaTorch.pt_dispatch_exclude(
                            frame.string(key, "call", "key"), Arguments.flag(excluded), ret),
                    "call",
                    "key",
                    key);
            return Results.longAt(ret) != 0;
        }
    }
}
