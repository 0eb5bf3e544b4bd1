package org.panamatorch;

import org.panamatorch.internal.memory.NativeHandle;

/**
 * A stand-in for a tensor on one thread for some time, as parameters of a module have when it is
 * called with others.
 *
 * @param thread the thread
 * @param handle of the other tensor
 * @param next what stands for it besides, earlier or on other threads; or null
 */
record Substitute(Thread thread, NativeHandle handle, Substitute next) {
    static Substitute with(NativeHandle handle, Substitute next) {
        return new Substitute(Thread.currentThread(), handle, next);
    }

    /** The list without the calling thread's latest. */
    static Substitute without(Substitute list) {
        return list == null || list.thread == Thread.currentThread()
                ? list == null ? null : list.next
                : new Substitute(list.thread, list.handle, without(list.next));
    }

    /** The calling thread's latest, or the tensor's own. */
    static NativeHandle find(Substitute list, NativeHandle own) {
        Thread thread = Thread.currentThread();
        for (Substitute each = list; each != null; each = each.next) {
            if (each.thread == thread) {
                return each.handle;
            }
        }
        return own;
    }
}
