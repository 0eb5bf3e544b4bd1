package org.panamatorch.benchmarks.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What came out for a contender on a workload: a cell of the table. */
final class Measurement {
    private final List<Double> nanoseconds = new ArrayList<>();
    private long peakBytes;
    private Check.Verdict verdict;
    private String failure;

    void add(List<Double> times) {
        nanoseconds.addAll(times);
    }

    void peak(long bytes) {
        peakBytes = Math.max(peakBytes, bytes);
    }

    void verdict(Check.Verdict verdict) {
        this.verdict = verdict;
    }

    void fail(String message) {
        failure = message;
    }

    /** How the result is beside C++'s; null where none was compared. */
    Check.Verdict verdict() {
        return verdict;
    }

    /** Why there are no times, or null. */
    String failure() {
        return failure;
    }

    boolean isTimed() {
        return failure == null && !nanoseconds.isEmpty();
    }

    List<Double> nanoseconds() {
        return nanoseconds;
    }

    double best() {
        return quantile(0);
    }

    double median() {
        return quantile(0.5);
    }

    /** How far the middle half of the times reaches, in relation to the median. */
    double spread() {
        return (quantile(0.75) - quantile(0.25)) / median();
    }

    /** The most that any process held; 0 where it is not known. */
    long peakBytes() {
        return peakBytes;
    }

    private double quantile(double part) {
        double[] sorted = nanoseconds.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
