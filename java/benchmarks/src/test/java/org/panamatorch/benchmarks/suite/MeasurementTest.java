package org.panamatorch.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class MeasurementTest {
    private static Measurement of(Double... times) {
        var measurement = new Measurement();
        measurement.add(List.of(times));
        return measurement;
    }

    @Test
    void figures_areThoseOfAllRounds() {
        Measurement measurement = of(30.0, 10.0, 20.0);
        measurement.add(List.of(50.0, 40.0));
        assertThat(measurement.best()).isEqualTo(10);
        assertThat(measurement.median()).isEqualTo(30);
        assertThat(measurement.spread()).isEqualTo((40.0 - 20.0) / 30.0);
    }

    @Test
    void medianOfTwo_isBetweenThem() {
        assertThat(of(1.0, 4.0).median()).isEqualTo(2.5);
    }

    @Test
    void peak_isTheHighest() {
        Measurement measurement = of(1.0);
        measurement.peak(300);
        measurement.peak(200);
        assertThat(measurement.peakBytes()).isEqualTo(300);
    }

    @Test
    void failures_areNoTimes() {
        Measurement measurement = of(1.0);
        measurement.fail("ended with 1");
        assertThat(measurement.isTimed()).isFalse();
    }
}
