package org.panamatorch.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Runs code on threads, and waits. */
final class Threads {
    /** Enough for any call, and little enough to be at its end soon. */
    private static final long STACK = 1 << 20;

    private Threads() {}

    /** Runs code on threads of the numbers from 1 on. */
    static void run(int count, boolean virtual, IntConsumer code) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int number = i;
            threads.add(
                    virtual
                            ? Thread.ofVirtual().name("fuzz").start(() -> code.accept(number))
                            : Thread.ofPlatform().name("fuzz").start(() -> code.accept(number)));
        }
        threads.forEach(Threads::join);
    }

    /** Runs code on a new thread: modes, scopes and caches of threads end with it. */
    static void runOnOne(Runnable code) {
        Thread thread = new Thread(null, code, "fuzz", STACK);
        thread.start();
        join(thread);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
