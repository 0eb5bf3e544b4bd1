package org.panamatorch.internal.memory;

import java.lang.ref.Cleaner;

/** The work to be done once an object is unreachable. */
public final class Unreachable {
    private static final Cleaner CLEANER = Cleaner.create();

    private Unreachable() {}

    /**
     * Has code run once an object is unreachable, in as many attempts as it takes. Of a cleaner
     * itself it gets one, and a full heap is where many fail.
     *
     * @param object the object
     * @param code the code, which does not refer to the object
     * @return what runs it earlier
     */
    public static Cleaner.Cleanable then(Object object, Runnable code) {
        DaemonThread.Work work = code::run;
        return CLEANER.register(object, () -> DaemonThread.insist(work));
    }
}
