package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Texts that were printed on another processor: the same but for numbers, which may be as far apart
 * as processors' roundings bring them in these programs.
 */
final class PrintedNumbers {
    // With the spaces before it, which make up for its length.
    private static final Pattern NUMBER = Pattern.compile(" *[-+]?\\d+\\.\\d*(e[-+]\\d+)?");

    /** Units of the last printed digit: one comes of rounding what lies at its edge. */
    private static final BigDecimal UNITS = BigDecimal.TWO;

    /**
     * What five steps of training made of numbers around 1, which have a unit of 1.2e-7; the most
     * that was seen, over all instruction sets and MKL's and oneDNN's settings, is 6.1e-7.
     */
    private static final BigDecimal ABSOLUTE = new BigDecimal("5e-6");

    private PrintedNumbers() {}

    /** Fails where more than that differs. */
    static void assertClose(String printed, String recorded) {
        assertThat(NUMBER.splitAsStream(printed).toList())
                .isEqualTo(NUMBER.splitAsStream(recorded).toList());
        List<String> actual = numbers(printed);
        List<String> expected = numbers(recorded);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            BigDecimal a = new BigDecimal(actual.get(i));
            BigDecimal b = new BigDecimal(expected.get(i));
            BigDecimal bound = UNITS.multiply(a.ulp().max(b.ulp())).max(ABSOLUTE);
            assertThat(a.subtract(b).abs())
                    .as("number %d: %s, recorded %s", i, a, b)
                    .isLessThanOrEqualTo(bound);
        }
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).map(String::strip).toList();
    }
}
