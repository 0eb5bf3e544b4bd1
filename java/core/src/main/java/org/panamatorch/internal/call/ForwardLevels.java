package org.panamatorch.internal.call;

import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.library.PtAutograd;

/**
 * The level of forward-mode derivatives. LibTorch has one for all threads; here each thread enters
 * and leaves its own, and LibTorch's ends with the last of them.
 */
public final class ForwardLevels {
    private static final ThreadLocal<boolean[]> mine =
            ThreadLocal.withInitial(() -> new boolean[1]);

    // How many threads are inside.
    private static volatile int inside;

    private ForwardLevels() {}

    /**
     * Whether the calling thread has a level.
     *
     * @return true between {@link #enter} and {@link #leave}
     */
    public static boolean isEntered() {
        return mine.get()[0];
    }

    /**
     * Whether any tensor may have a tangent.
     *
     * @return true while a thread has a level
     */
    public static boolean areAny() {
        return inside > 0;
    }

    /**
     * Begins the calling thread's level.
     *
     * @throws TorchException if it has one
     */
    public static void enter() {
        boolean[] isEntered = mine.get();
        if (isEntered[0]) {
            throw new TorchException(
                    Kind.RUNTIME, "Nested forward mode AD is not supported at the moment");
        }
        synchronized (ForwardLevels.class) {
            if (inside == 0) {
                PtAutograd.forward_level_enter();
            }
            isEntered[0] = true;
            inside++;
        }
    }

    /** Ends the calling thread's level, if it has one. */
    public static void leave() {
        boolean[] isEntered = mine.get();
        synchronized (ForwardLevels.class) {
            if (isEntered[0]) {
                isEntered[0] = false;
                inside--;
                if (inside == 0) {
                    PtAutograd.forward_level_exit();
                }
            }
        }
    }
}
