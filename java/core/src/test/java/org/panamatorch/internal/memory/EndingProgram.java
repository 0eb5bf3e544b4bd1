package org.panamatorch.internal.memory;

import org.panamatorch.Torch;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Tells, while the JVM ends, where the thread is that takes back what was lent. */
public final class EndingProgram {
    // Some seconds, for a busy machine.
    private static final int LOOKS = 1000;
    private static final long PAUSE_NANOS = 10_000_000;

    private EndingProgram() {}

    /** Runs. */
    public static void main(String[] arguments) {
        System.out.println(Torch.ones(1));
        Thread waiting =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("panamatorch-lent-memory"))
                        .findFirst()
                        .orElseThrow();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(waiting)));
    }

    private static void tell(Thread waiting) {
        for (int i = 0; i < LOOKS && !isParked(waiting); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        System.out.println(isParked(waiting) ? "parked" : "in native code");
    }

    private static boolean isParked(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("park"));
    }
}
