package org.panamatorch.internal.memory;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A moment of the calling thread's, which tells the handles that were made since from older ones.
 * The collector goes on to release what is unreachable: a scope would hold all that a long
 * computation makes until its end.
 */
public final class HandleMark {
    // By differences, so that it may overflow.
    private static final AtomicInteger latest = new AtomicInteger();

    // Inside another, which holds the handles anyway; otherwise null, and their groups tell.
    private final HandleScope scope;

    private final int number;

    /** Marks the moment. */
    public HandleMark() {
        ThreadHandles mine = ThreadHandles.mine();
        scope = mine.innermost() == null ? null : new HandleScope();
        number = latest.incrementAndGet();
        mine.closeGroup();
    }

    /** The number of the latest mark of any thread. */
    static int latest() {
        return latest.get();
    }

    /**
     * Whether a handle was made after this, and not moved out of the scopes that were opened since.
     *
     * @param handle the handle
     * @return true if it was
     */
    public boolean isBefore(NativeHandle handle) {
        if (scope != null) {
            return scope.hasInside(handle);
        }
        HandleList list = handle.scope;
        if (list != null) {
            return list.thread == Thread.currentThread();
        }
        HandleGroup group = handle.group;
        return group != null && group.mark - number >= 0;
    }

    /** Ends the scopes that were opened since; what they have is released as if there were none. */
    public void end() {
        HandleScope outermost = scope;
        if (scope == null) {
            for (HandleScope each = ThreadHandles.mine().innermost();
                    each != null;
                    each = each.parent) {
                outermost = each;
            }
        }
        if (outermost != null) {
            outermost.passOn();
        }
    }
}
