package org.panamatorch.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    private static final Check REFERENCE = Check.of("0a1b2c3d -5.0 2000.0");

    @ParameterizedTest
    @CsvSource({
        "0a1b2c3d -5.0 2000.0, EQUAL",
        "ffffffff -5.1 2000.1, CLOSE",
        "ffffffff -5.0 2000.3, DIFFERENT",
        "ffffffff -4.7 2000.0, DIFFERENT",
        "ffffffff NaN NaN, DIFFERENT"
    })
    void results_areComparedByBitsThenBySums(String line, Check.Verdict verdict) {
        assertThat(Check.of(line).against(REFERENCE)).isEqualTo(verdict);
    }
}
