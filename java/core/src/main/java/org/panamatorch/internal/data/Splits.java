package org.panamatorch.internal.data;

import org.panamatorch.Generator;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of a dataset. */
public final class Splits {
    // As Python's math.isclose.
    private static final double RELATIVE_TOLERANCE = 1e-9;

    private Splits() {}

    /**
     * The position of a sample among those of a list.
     *
     * @param index from 0, or negative, from the end
     * @param size how many there are
     * @param operation who asks, for the error
     * @return the position from 0
     * @throws TorchException if there is no such sample
     */
    public static int position(long index, int size, String operation) {
        if (index < -size || index >= size) {
            throw new TorchException(
                    TorchException.Kind.INDEX,
                    operation + ": index " + index + " is out of range of " + size + " samples");
        }
        return (int) (index < 0 ? index + size : index);
    }

    /**
     * The samples of each part, drawn at random.
     *
     * @param size how many samples there are
     * @param lengths how many each part has
     * @param generator the source of random numbers, null for the default one
     * @return the numbers of the samples of each
     * @throws TorchException if the lengths are not the size together
     */
    public static List<long[]> of(long size, long[] lengths, Generator generator) {
        Arguments.requirePresent(lengths, "randomSplit", "lengths", "a list of integers");
        if (Arrays.stream(lengths).anyMatch(length -> length < 0)
                || Arrays.stream(lengths).sum() != size) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Sum of input lengths does not equal the length of the input dataset! The"
                            + " lengths are "
                            + Arrays.toString(lengths)
                            + ", and the dataset has "
                            + size
                            + " samples");
        }
        long[] order = Draws.permutation(size, generator);
        List<long[]> parts = new ArrayList<>();
        int from = 0;
        for (long length : lengths) {
            parts.add(Arrays.copyOfRange(order, from, from + (int) length));
            from += (int) length;
        }
        return parts;
    }

    /**
     * How many samples each part has.
     *
     * @param size how many there are together
     * @param fractions the share of each
     * @return the lengths
     * @throws TorchException if the shares are not 1 together
     */
    public static long[] lengths(long size, double[] fractions) {
        Arguments.requirePresent(fractions, "randomSplit", "fractions", "a list of floats");
        double sum = 0;
        for (int i = 0; i < fractions.length; i++) {
            // Also true for NaN.
            if (!(fractions[i] >= 0 && fractions[i] <= 1)) {
                throw new TorchException(
                        TorchException.Kind.VALUE,
                        "Fraction at index " + i + " is not between 0 and 1");
            }
            sum += fractions[i];
        }
        if (sum > 1 || sum < 1 - RELATIVE_TOLERANCE) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "The fractions should add up to 1, and they are " + Arrays.toString(fractions));
        }
        long[] lengths = new long[fractions.length];
        Arrays.setAll(lengths, i -> (long) Math.floor(size * fractions[i]));
        long remainder = size - Arrays.stream(lengths).sum();
        for (int i = 0; i < remainder; i++) {
            lengths[i % lengths.length]++;
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == 0) {
                Warnings.warn(
                        "Length of split at index "
                                + i
                                + " is 0. This might result in an empty dataset.");
            }
        }
        return lengths;
    }
}
