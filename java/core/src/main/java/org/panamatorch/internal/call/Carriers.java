package org.panamatorch.internal.call;

import jdk.management.VirtualThreadSchedulerMXBean;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The carriers that virtual threads hold while they are below native frames. A thread that waits
 * there for another virtual thread may have taken the carrier that the other needs; where all
 * carriers are lost to such waiting, this says so. To add some would be no cure: asked for more,
 * the JDK's scheduler does not always start them.
 */
final class Carriers {
    // A thread that waits at two looks in a row is taken to wait for long. Nobody notices a stop of
    // this length, and looking takes microseconds.
    private static final long INTERVAL_MILLIS = 20;

    private static final int MOST_NAMED = 3;

    private static final String LIBRARY = "org.panamatorch.internal.";

    private static final Set<Thread> holding = ConcurrentHashMap.newKeySet();

    // Changed by the watch alone.
    private static Set<Thread> waitingBefore = Set.of();
    private static boolean hasWarned;
    private static boolean hasFailed;

    private static volatile boolean idle;
    private static volatile Thread watch;

    private Carriers() {}

    /**
     * Notes that the calling thread goes below a native frame where code may wait.
     *
     * @return what {@link #leave} is to be told: false for platform threads, and for those that are
     *     below one already
     */
    static boolean enter() {
        Thread thread = Thread.currentThread();
        if (!thread.isVirtual() || !holding.add(thread)) {
            return false;
        }
        if (watch == null) {
            startWatch();
        }
        if (idle) {
            LockSupport.unpark(watch);
        }
        return true;
    }

    /** Notes that the calling thread has come back, if it had entered. */
    static void leave(boolean entered) {
        if (entered) {
            holding.remove(Thread.currentThread());
        }
    }

    private static synchronized void startWatch() {
        if (watch == null) {
            watch =
                    Thread.ofPlatform()
                            .name("panamatorch-carriers")
                            .daemon()
                            .start(Carriers::watch);
        }
    }

    private static void watch() {
        while (true) {
            try {
                idle = true;
                if (holding.isEmpty()) {
                    LockSupport.park();
                }
                idle = false;
                LockSupport.parkNanos(INTERVAL_MILLIS * 1_000_000);
                look();
            } catch (Throwable e) {
                // Without it programs still run, as long as they do not wait in the wrong place.
                if (!hasFailed) {
                    hasFailed = true;
                    log("the carriers of virtual threads could not be watched: " + e);
                }
            }
        }
    }

    private static void look() {
        Set<Thread> waiting = holding.stream().filter(Carriers::waits).collect(Collectors.toSet());
        Set<Thread> stuck = new HashSet<>(waiting);
        stuck.retainAll(waitingBefore);
        stuck.removeIf(thread -> !waits(thread) || isInLibrary(thread));
        waitingBefore = waiting;
        if (stuck.isEmpty() || !areAllCarriers(stuck.size())) {
            hasWarned = false;
        } else if (!hasWarned) {
            hasWarned = true;
            log(warning(stuck));
        }
    }

    /** Whether so many carriers are all there are, while virtual threads queue for one. */
    private static boolean areAllCarriers(int count) {
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        return count >= Math.min(scheduler.getParallelism(), scheduler.getPoolSize())
                && scheduler.getQueuedVirtualThreadCount() > 0;
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            default -> false;
        };
    }

    /** Whether the thread waits for the library itself, such as for a first use to be linked. */
    private static boolean isInLibrary(Thread thread) {
        return innermost(thread).filter(frame -> isOf(frame, LIBRARY)).isPresent();
    }

    private static String warning(Set<Thread> stuck) {
        return "virtual threads wait inside a mode such as Torch.noGrad(() -> ...), or a hook, and"
                + " hold all carriers meanwhile, so that the virtual threads that they wait for may"
                + " never run. Wait outside, and put the mode around the computation alone, or wait"
                + " on platform threads. Among those that wait: "
                + stuck.stream()
                        .limit(MOST_NAMED)
                        .map(thread -> thread + " at " + place(thread))
                        .collect(Collectors.joining("; "));
    }

    private static String place(Thread thread) {
        return innermost(thread).map(StackTraceElement::toString).orElse("an unknown place");
    }

    /** The line outside of the JDK that waits. */
    private static Optional<StackTraceElement> innermost(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> !isOf(frame, "java.") && !isOf(frame, "jdk."))
                .findFirst();
    }

    private static boolean isOf(StackTraceElement frame, String packages) {
        return frame.getClassName().startsWith(packages);
    }

    private static void log(String text) {
        System.getLogger("org.panamatorch").log(System.Logger.Level.WARNING, text);
    }
}
