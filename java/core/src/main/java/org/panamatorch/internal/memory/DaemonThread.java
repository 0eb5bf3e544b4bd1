package org.panamatorch.internal.memory;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does the same work over and over until the JVM ends, whatever that throws: where
 * Java's heap is full, native memory must be released all the more.
 */
final class DaemonThread {
    // After a failure: long enough not to keep a processor busy, short enough that nobody waits.
    private static final long PAUSE_NANOS = 20_000_000;

    static {
        // What follows a failure is looked up the first time, for which a full heap has no room.
        Error rehearsed = new Error("rehearsed");
        attempt(
                () -> {
                    throw rehearsed;
                },
                0);
    }

    private DaemonThread() {}

    /** A piece of work, which may be begun again wherever it was broken off. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does a piece of work to its end, in as many attempts as it takes. */
    static void insist(Work work) {
        Throwable failure;
        do {
            failure = attempt(work, PAUSE_NANOS);
        } while (failure != null);
    }

    static void start(String name, Work work) {
        Thread.ofPlatform().name(name).daemon().start(() -> repeat(name, work));
    }

    private static void repeat(String name, Work work) {
        Failures failures = new Failures(name);
        while (true) {
            Throwable failure = attempt(work, PAUSE_NANOS);
            if (failure != null) {
                failures.latest = failure;
            } else if (failures.latest != null && !failures.told) {
                // Not earlier, as telling takes memory.
                attempt(failures, PAUSE_NANOS);
            }
        }
    }

    /** Does work; returns what it has thrown, after a pause, or null. */
    private static Throwable attempt(Work work, long pauseNanos) {
        try {
            work.run();
            return null;
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt such a thread; it ends with the JVM.
            return null;
        } catch (Throwable e) {
            LockSupport.parkNanos(pauseNanos);
            return e;
        }
    }

    /** Tells of failures, once. */
    private static final class Failures implements Work {
        private final String thread;
        private Throwable latest;
        private boolean told;

        Failures(String thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            System.getLogger("org.panamatorch.memory")
                    .log(
                            System.Logger.Level.WARNING,
                            "thread "
                                    + thread
                                    + " met an error and goes on; it will not tell of further ones",
                            latest);
            told = true;
        }
    }
}
