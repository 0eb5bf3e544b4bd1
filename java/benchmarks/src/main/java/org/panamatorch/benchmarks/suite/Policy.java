package org.panamatorch.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How each contender is timed.
 *
 * @param rounds how often all of it
 * @param warmUpSeconds no batch counts before
 * @param longestWarmUpSeconds all batches count then, steady or not
 * @param batches how many count
 * @param processes how many processes, where these are timed
 */
record Policy(
        int rounds, double warmUpSeconds, double longestWarmUpSeconds, int batches, int processes) {
    static final Policy FULL = new Policy(5, 2, 6, 5, 5);
    static final Policy QUICK = new Policy(1, 0.4, 0.8, 3, 3);

    /** Long beside what a clock, a pipe or a collector's pause takes, short enough for several. */
    private static final double BATCH_SECONDS = 0.2;

    /** Times of as many batches in a row that are as close are steady. */
    private static final int STEADY_BATCHES = 3;

    private static final double STEADY = 1.03;

    /** A batch is no longer than so many times the last one, as that may have been a first one. */
    private static final double GROWTH = 20;

    private static final double SECOND = 1e9;

    Policy withRounds(int rounds) {
        return new Policy(rounds, warmUpSeconds, longestWarmUpSeconds, batches, processes);
    }

    /** Nanoseconds an operation, of each batch. */
    List<Double> time(Contestant contestant) throws IOException {
        long count = 1;
        double total = 0;
        List<Double> warmUp = new ArrayList<>();
        while (total < warmUpSeconds * SECOND
                || total < longestWarmUpSeconds * SECOND && !isSteady(warmUp)) {
            long elapsed = Math.max(1, contestant.run(count));
            total += elapsed;
            warmUp.add((double) elapsed / count);
            double factor = Math.min(GROWTH, BATCH_SECONDS * SECOND / elapsed);
            count = Math.max(1, Math.round(count * factor));
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            times.add((double) contestant.run(count) / count);
        }
        return times;
    }

    private static boolean isSteady(List<Double> times) {
        if (times.size() < STEADY_BATCHES) {
            return false;
        }
        var last = times.subList(times.size() - STEADY_BATCHES, times.size());
        double least = last.stream().mapToDouble(each -> each).min().orElseThrow();
        double most = last.stream().mapToDouble(each -> each).max().orElseThrow();
        return most <= least * STEADY;
    }
}
