package org.panamatorch.tensorboard;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

import java.util.Arrays;

/** How many of some values lie between the limits of buckets. */
record Histogram(
        double min,
        double max,
        long count,
        double sum,
        double sumOfSquares,
        double[] limits,
        double[] counts) {
    // TensorFlow's buckets: 0, and from here on each a tenth wider than the one before, both ways.
    private static final double NARROWEST = 1e-12;
    private static final double WIDEST = 1e20;
    private static final double GROWTH = 1.1;
    private static final double[] BOUNDS = bounds();

    private static double[] bounds() {
        double[] positive = new double[(int) (Math.log(WIDEST / NARROWEST) / Math.log(GROWTH)) + 2];
        int count = 0;
        for (double bound = NARROWEST; bound < WIDEST; bound *= GROWTH) {
            positive[count++] = bound;
        }
        double[] bounds = new double[2 * count + 1];
        for (int i = 0; i < count; i++) {
            bounds[count + 1 + i] = positive[i];
            bounds[count - 1 - i] = -positive[i];
        }
        return bounds;
    }

    static Histogram of(Tensor values) {
        double[] numbers;
        try (Tensor doubles = values.detach().to(DType.FLOAT64)) {
            numbers = doubles.toDoubleArray();
        }
        if (numbers.length == 0) {
            throw new TorchException(TorchException.Kind.VALUE, "The input has no element.");
        }
        long[] buckets = new long[BOUNDS.length - 1];
        double sum = 0;
        double squares = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            sum += number;
            squares += number * number;
            min = Math.min(min, number);
            max = Math.max(max, number);
            int bucket = bucket(number);
            if (bucket >= 0) {
                buckets[bucket]++;
            }
        }
        int first = 0;
        while (first < buckets.length && buckets[first] == 0) {
            first++;
        }
        if (first == buckets.length) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "addHistogram: no value is a number between -1e20 and 1e20");
        }
        int last = buckets.length - 1;
        while (buckets[last] == 0) {
            last--;
        }
        // TensorBoard knows a bucket by its upper limit: an empty one gives the first its lower.
        double[] counts = new double[last - first + 2];
        for (int i = first; i <= last; i++) {
            counts[i - first + 1] = buckets[i];
        }
        return new Histogram(
                min,
                max,
                numbers.length,
                sum,
                squares,
                Arrays.copyOfRange(BOUNDS, first, last + 2),
                counts);
    }

    /** The bucket of a number, each with its lower bound, the last with its upper one, too. */
    private static int bucket(double number) {
        if (!(number >= BOUNDS[0] && number <= BOUNDS[BOUNDS.length - 1])) {
            return -1;
        }
        int place = Arrays.binarySearch(BOUNDS, number);
        return Math.min(place >= 0 ? place : -place - 2, BOUNDS.length - 2);
    }
}
