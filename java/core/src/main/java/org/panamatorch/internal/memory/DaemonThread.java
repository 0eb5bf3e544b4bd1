package org.panamatorch.internal.memory;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does the same work over and over until the JVM ends, whatever that throws: where
 * Java's heap is full, native memory must be released all the more.
 */
final class DaemonThread {
    // After a failure: long enough not to keep a processor busy, short enough that nobody waits.
    private static final long PAUSE_NANOS = 20_000_000;

    private DaemonThread() {}

    /** A piece of work, which may be begun again wherever it was broken off. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does a piece of work to its end, in as many attempts as it takes. */
    static void insist(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (Throwable e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    static void start(String name, Work work) {
        Thread.ofPlatform().name(name).daemon().start(() -> repeat(name, work));
    }

    private static void repeat(String name, Work work) {
        Throwable failure = null;
        boolean told = false;
        while (true) {
            try {
                work.run();
                // Not earlier, as telling takes memory.
                if (failure != null && !told) {
                    tell(name, failure);
                    told = true;
                }
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread; it ends with the JVM.
            } catch (Throwable e) {
                failure = e;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void tell(String name, Throwable failure) {
        System.getLogger("org.panamatorch.memory")
                .log(
                        System.Logger.Level.WARNING,
                        "thread "
                                + name
                                + " met an error and goes on; it will not tell of further ones",
                        failure);
    }
}
