package org.panamatorch.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

/** The short way has BigDecimal's digits wherever it has any. */
class FixedPointTest {
    private static void hasExactDigits(double value, int precision) {
        String text = FixedPoint.text(value, precision);
        if (text != null) {
            assertThat(text)
                    .as("%s, %s digits", value, precision)
                    .isEqualTo(
                            new BigDecimal(value)
                                    .setScale(precision, RoundingMode.HALF_EVEN)
                                    .toPlainString());
        }
    }

    @Test
    void randomNumbers_haveExactDigits() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            int precision = random.nextInt(20);
            hasExactDigits(Double.longBitsToDouble(random.nextLong() >>> 1), precision);
            hasExactDigits((float) Math.exp(random.nextGaussian() * 5), precision);
            hasExactDigits(random.nextInt(1 << 20), precision);
        }
    }

    @Test
    void halves_goToTheEvenDigit() {
        assertThat(FixedPoint.text(0.5, 0)).isEqualTo("0");
        assertThat(FixedPoint.text(1.5, 0)).isEqualTo("2");
        assertThat(FixedPoint.text(0.03125, 4)).isEqualTo("0.0312");
        assertThat(FixedPoint.text(0.09375, 4)).isEqualTo("0.0938");
    }

    @Test
    void commonNumbers_takeTheShortWay() {
        assertThat(FixedPoint.text(0, 4)).isEqualTo("0.0000");
        assertThat(FixedPoint.text(1, 4)).isEqualTo("1.0000");
        assertThat(FixedPoint.text(0.1f, 4)).isEqualTo("0.1000");
        assertThat(FixedPoint.text(12345, 0)).isEqualTo("12345");
        assertThat(FixedPoint.text(99.99999f, 4)).isEqualTo("100.0000");
    }

    @Test
    void numbersBeyondALong_areLeftToBigDecimal() {
        assertThat(FixedPoint.text(1e19, 0)).isNull();
        assertThat(FixedPoint.text(1e15, 4)).isNull();
        assertThat(FixedPoint.text(Double.MIN_VALUE, 4)).isNull();
        assertThat(FixedPoint.text(1, 19)).isNull();
    }
}
