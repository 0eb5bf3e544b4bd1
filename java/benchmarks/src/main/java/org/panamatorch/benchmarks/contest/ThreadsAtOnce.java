package org.panamatorch.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;

/**
 * Several threads that do the same at once.
 *
 * @param each what each of them does
 * @param threads how many there are
 */
public record ThreadsAtOnce(Workload each, long threads) implements Workload {
    @Override
    public void run(long count) {
        List<Thread> running = new ArrayList<>();
        for (long i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().start(() -> each.run(count)));
        }
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float[] result() {
        return each.result();
    }
}
