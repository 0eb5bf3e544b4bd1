package org.panamatorch.internal.print;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Numbers and other values as Python writes them. Java's own formats differ: they round half up,
 * write {@code 1.0E-5} and {@code Infinity}. Floating-point numbers are expanded exactly and then
 * rounded half to even, as Python does.
 */
public final class PythonFormat {
    private PythonFormat() {}

    /**
     * Python's {@code "%.4f"} for a precision of 4.
     *
     * @param value the number
     * @param precision digits behind the point
     * @return text such as {@code 1.0000}, {@code -0.0000}, {@code inf} or {@code nan}
     */
    public static String fixed(double value, int precision) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        String digits = FixedPoint.text(Math.abs(value), precision);
        return sign(value)
                + (digits != null
                        ? digits
                        : exact(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString());
    }

    /**
     * Python's {@code "%.4e"} for a precision of 4.
     *
     * @param value the number
     * @param precision digits behind the point
     * @return text such as {@code 1.0000e-05}, {@code inf} or {@code nan}
     */
    public static String scientific(double value, int precision) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        BigDecimal rounded =
                exact(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String digits = padded(rounded.unscaledValue().toString(), precision + 1);
        return sign(value) + mantissa(digits) + exponent(decimalExponent(rounded));
    }

    /**
     * Python's {@code "%.6g"} for a precision of 6.
     *
     * @param value the number
     * @param precision significant digits; 0 counts as 1
     * @return text such as {@code 0.1}, {@code 1e-05}, {@code inf} or {@code nan}
     */
    public static String general(double value, int precision) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        int significant = Math.max(precision, 1);
        BigDecimal rounded =
                exact(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
        return sign(value) + compact(rounded, significant, "");
    }

    /**
     * Python's {@code repr} of a float: the shortest text that reads back as the same number.
     *
     * @param value the number
     * @return text such as {@code 0.1}, {@code 1.0}, {@code 1e-05}, {@code inf} or {@code nan}
     */
    public static String shortest(double value) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        BigDecimal digits = new BigDecimal(Double.toString(Math.abs(value)));
        // Java never writes fewer than two digits, so the smallest numbers come out as 4.9E-324
        // instead of 5e-324.
        BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return sign(value) + compact(one.doubleValue() == Math.abs(value) ? one : digits, 16, ".0");
    }

    /**
     * Python's {@code repr} of a value: of null, booleans, numbers, strings, lists, and arrays of
     * {@code long}, which stand for tuples of integers.
     *
     * @param value the value; a {@code float} counts as the {@code double} of the same shortest
     *     text
     * @return text such as {@code None}, {@code True}, {@code 1e-05}, {@code 'mean'} or {@code (3,
     *     3)}
     */
    public static String repr(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean truth -> truth ? "True" : "False";
            case Double number -> shortest(number);
            case Float number -> shortest(Double.parseDouble(number.toString()));
            case CharSequence text -> quoted(text.toString());
            case long[] items -> tuple(items);
            case double[] items -> tuple(items);
            case Object[] items -> tuple(items);
            case List<?> items -> list(items);
            case Map<?, ?> map -> map(map);
            default -> value.toString();
        };
    }

    /**
     * Several words of a closed set, or other objects.
     *
     * @param values the values, or null
     * @return a list as Python prints it
     */
    public static String several(Object[] values) {
        return values == null
                ? repr(null)
                : Arrays.stream(values)
                        .map(value -> value instanceof Enum<?> word ? word.toString() : value)
                        .map(PythonFormat::repr)
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * A Python tuple of integers.
     *
     * @param items the integers
     * @return text such as {@code (2, 3)}, {@code (2,)} or {@code ()}
     */
    public static String tuple(long... items) {
        StringJoiner joiner = new StringJoiner(", ", "(", items.length == 1 ? ",)" : ")");
        for (long item : items) {
            joiner.add(Long.toString(item));
        }
        return joiner.toString();
    }

    /**
     * The text of a tuple of numbers.
     *
     * @param items the numbers
     * @return such as {@code (0.5, 1.0)}
     */
    public static String tuple(double... items) {
        StringJoiner joiner = new StringJoiner(", ", "(", items.length == 1 ? ",)" : ")");
        for (double item : items) {
            joiner.add(repr(item));
        }
        return joiner.toString();
    }

    private static String tuple(Object[] items) {
        return Arrays.stream(items)
                .map(PythonFormat::repr)
                .collect(Collectors.joining(", ", "(", items.length == 1 ? ",)" : ")"));
    }

    private static String list(List<?> items) {
        StringJoiner joiner = new StringJoiner(", ", "[", "]");
        for (Object item : items) {
            joiner.add(repr(item));
        }
        return joiner.toString();
    }

    private static String map(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> appendEscaped(quoted, c, quote));
        return quoted.append(quote).toString();
    }

    private static void appendEscaped(StringBuilder text, int c, char quote) {
        switch (c) {
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c == quote) {
                    text.append('\\').append(quote);
                } else if (isPrintable(c)) {
                    text.appendCodePoint(c);
                } else if (c < 0x100) {
                    text.append(String.format(Locale.ROOT, "\\x%02x", c));
                } else if (c < 0x10000) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    text.append(String.format(Locale.ROOT, "\\U%08x", c));
                }
            }
        }
    }

    /**
     * As {@code str.isprintable}: no control, format, surrogate, private or unassigned character
     * and no space but the common one.
     */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(Math.abs(value));
    }

    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }

    private static int decimalExponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String padded(String digits, int length) {
        return digits + "0".repeat(Math.max(length - digits.length(), 0));
    }

    private static String mantissa(String digits) {
        return digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    }

    private static String exponent(int exponent) {
        return String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /**
     * A non-negative number without zeros at its end, and with an exponent unless {@code -4 <=
     * exponent < limit}.
     */
    private static String compact(BigDecimal value, int limit, String endOfIntegers) {
        int exponent = decimalExponent(value);
        BigDecimal stripped = value.stripTrailingZeros();
        if (exponent < -4 || exponent >= limit) {
            return mantissa(stripped.unscaledValue().toString()) + exponent(exponent);
        }
        String plain = stripped.toPlainString();
        return plain.indexOf('.') < 0 ? plain + endOfIntegers : plain;
    }
}
