package org.panamatorch.internal.print;

import org.panamatorch.PrintOptions;

import java.util.Arrays;

/**
 * The elements of a tensor as texts that stand below each other.
 *
 * @param texts one an element, padded on the left
 * @param width what an element takes in a line; zeros and non-finite numbers can be longer, as in
 *     Python
 */
record Column(String[] texts, int width) {
    /**
     * The value of {@code torch.float8_e8m0fnu} that PyTorch takes for zero, because this dtype has
     * no zero.
     */
    private static final double E8M0_ZERO = 0x1p-127;

    static Column of(Values values, String dtype, PrintOptions options) {
        return switch (values) {
            case Values.Reals(double[] numbers) -> reals(numbers, dtype, options);
            case Values.Complexes(double[] real, double[] imaginary) ->
                    complexes(reals(real, dtype, options), reals(imaginary, dtype, options));
            case Values.Integers(long[] numbers, boolean unsigned) ->
                    aligned(
                            Arrays.stream(numbers)
                                    .mapToObj(unsigned ? Long::toUnsignedString : Long::toString)
                                    .toArray(String[]::new));
            case Values.Booleans(boolean[] truths) -> booleans(truths);
        };
    }

    private static Column booleans(boolean[] truths) {
        String[] texts = new String[truths.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = PythonFormat.repr(truths[i]);
        }
        return aligned(texts);
    }

    private static Column aligned(String[] texts) {
        int width = 1;
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return padded(texts, width);
    }

    private static Column padded(String[] texts, int width) {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = " ".repeat(Math.max(width - texts[i].length(), 0)) + texts[i];
        }
        return new Column(texts, width);
    }

    /**
     * The width is that of the finite numbers other than zero, and the form depends on nothing
     * else.
     */
    private static Column reals(double[] values, String dtype, PrintOptions options) {
        boolean e8m0 = dtype.equals("torch.float8_e8m0fnu");
        boolean integers = true;
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        int counted = 0;
        for (double value : values) {
            if (counts(value, e8m0)) {
                counted++;
                integers &= value == Math.ceil(value);
                least = Math.min(least, Math.abs(value));
                largest = Math.max(largest, Math.abs(value));
            }
        }
        boolean scientific = counted > 0 && isScientific(least, largest, options.sciMode());
        int width = 1;
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(values[i], scientific, integers, options.precision());
            if (counts(values[i], e8m0)) {
                width = Math.max(width, texts[i].length());
            }
        }
        return padded(texts, width);
    }

    private static boolean counts(double value, boolean e8m0) {
        return e8m0 ? value != E8M0_ZERO : Double.isFinite(value) && value != 0;
    }

    private static boolean isScientific(double least, double largest, Boolean wanted) {
        return wanted == null ? largest / least > 1000 || largest > 1e8 || least < 1e-4 : wanted;
    }

    private static String text(double value, boolean scientific, boolean integers, int precision) {
        if (scientific) {
            return PythonFormat.scientific(value, precision);
        } else if (integers) {
            return PythonFormat.fixed(value, 0) + (Double.isFinite(value) ? "." : "");
        }
        return PythonFormat.fixed(value, precision);
    }

    private static Column complexes(Column real, Column imaginary) {
        String[] texts = new String[real.texts.length];
        for (int i = 0; i < texts.length; i++) {
            String second = imaginary.texts[i].stripLeading();
            texts[i] = real.texts[i] + (second.startsWith("-") ? "" : "+") + second + "j";
        }
        return new Column(texts, real.width + imaginary.width + 1);
    }
}
