package org.panamatorch.examples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers and texts as Python prints them. */
final class Python {
    private static final Pattern FIELD = Pattern.compile("\\{(?::\\.(\\d+)f)?}");

    /** From here on up, and below the smaller one, Python writes numbers with exponents. */
    private static final double LARGE = 1e16;

    private static final double SMALL = 1e-4;

    private Python() {}

    /** Prints a line as {@link #format} makes it. */
    static void print(String format, Object... values) {
        System.out.println(format(format, values));
    }

    /**
     * A text with values, as {@code str.format} makes it.
     *
     * @param format has <code>{}</code> for a value, <code>{:.4f}</code> for a number with so many
     *     decimals
     */
    static String format(String format, Object... values) {
        Iterator<Object> next = Arrays.asList(values).iterator();
        return FIELD.matcher(format)
                .replaceAll(f -> Matcher.quoteReplacement(text(next.next(), f.group(1))));
    }

    private static String text(Object value, String decimals) {
        if (decimals != null) {
            return fixed((Number) value, Integer.parseInt(decimals));
        }
        return value instanceof String text ? text : repr(value);
    }

    /** What Python's {@code repr} gives, for texts without quotes and escapes. */
    static String repr(Object value) {
        return switch (value) {
            case String text -> "'" + text + "'";
            case Boolean truth -> truth ? "True" : "False";
            case Double number -> shortest(number);
            case List<?> list ->
                    list.stream().map(Python::repr).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String shortest(double value) {
        double size = Math.abs(value);
        String digits = Double.toString(size);
        if (!Double.isFinite(value)) {
            digits = Double.isNaN(value) ? "nan" : "inf";
        } else if (size != 0 && (size < SMALL || size >= LARGE)) {
            int e = digits.indexOf('E');
            String exponent =
                    String.format(
                            Locale.ROOT,
                            "e%+03d",
                            Integer.parseInt(digits, e + 1, digits.length(), 10));
            digits = digits.substring(0, e).replaceAll("\\.0$", "") + exponent;
        } else {
            BigDecimal exact = new BigDecimal(digits).stripTrailingZeros();
            digits = exact.setScale(Math.max(1, exact.scale())).toPlainString();
        }
        return sign(value) + digits;
    }

    // Rounded as C and Python do: from the exact value, ties to even.
    private static String fixed(Number number, int decimals) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return shortest(value);
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        return sign(value) + exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** The sum of numbers, added up one by one: Java's streams would correct the roundings. */
    static double sum(List<Double> numbers) {
        return numbers.stream().reduce(0.0, Double::sum);
    }

    /** The last so many of a list. */
    static <T> List<T> last(int count, List<T> list) {
        return list.subList(list.size() - count, list.size());
    }

    private static String sign(double value) {
        return !Double.isNaN(value) && Math.copySign(1, value) < 0 ? "-" : "";
    }
}
