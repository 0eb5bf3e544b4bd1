package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class PythonTest {
    @ParameterizedTest
    @CsvSource({
        "1e-5, 1e-05",
        "1.234e-5, 1.234e-05",
        "1e-4, 0.0001",
        "0.1, 0.1",
        "123456789, 123456789.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5e300, 1.5e+300",
        "-0.0, -0.0",
        "NaN, nan",
        "-Infinity, -inf"
    })
    void numbers_arePythons(double number, String expected) {
        assertThat(Python.repr(number)).isEqualTo(expected);
    }

    @Test
    void lists_arePythons() {
        assertThat(Python.repr(List.of(0.5, 3L, true, List.of("a"))))
                .isEqualTo("[0.5, 3, True, ['a']]");
    }

    @Test
    void decimals_areRoundedFromTheExactValueToEven() {
        assertThat(Python.format("{:.4f} {:.4f} {:.0f} {:.1f}", 0.90625, -0.00001, 2.5, 0.25f))
                .isEqualTo("0.9062 -0.0000 2 0.2");
        assertThat(Python.format("{:.3f}", 1e21 / 3)).isEqualTo("333333333333333311488.000");
    }

    @Test
    void texts_areAsTheyAre() {
        assertThat(Python.format("{}: {}$ {}", "x\\", 7, false)).isEqualTo("x\\: 7$ False");
    }

    @Test
    void sums_areNotCorrected() {
        assertThat(Python.sum(List.of(0.1, 0.2, 0.3))).isEqualTo(0.6000000000000001);
        assertThat(Python.last(2, List.of(1, 2, 3))).containsExactly(2, 3);
    }
}
