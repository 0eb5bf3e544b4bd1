package org.panamatorch.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class TableTest {
    private static final Row FIRST = Row.ALL.get(0);
    private static final Row SECOND = Row.ALL.get(1);

    private static Results results() {
        var contenders = List.of(Contender.CPP, Contender.SCOPE, Contender.PYTHON, Contender.DJL);
        var results = new Results(List.of(FIRST, SECOND), contenders);
        timed(results, FIRST, Contender.CPP, 500);
        timed(results, FIRST, Contender.SCOPE, 475);
        timed(results, SECOND, Contender.CPP, 2000);
        timed(results, SECOND, Contender.PYTHON, 5000);
        results.at(FIRST, Contender.PYTHON).verdict(Check.Verdict.DIFFERENT);
        results.at(FIRST, Contender.PYTHON).fail("its result is not that of C++");
        results.at(SECOND, Contender.DJL).fail("ended with 1");
        return results;
    }

    private static void timed(Results results, Row row, Contender contender, double nanoseconds) {
        Measurement measurement = results.at(row, contender);
        measurement.add(List.of(nanoseconds));
        measurement.verdict(Check.Verdict.EQUAL);
        measurement.peak(3 << 20);
    }

    @Test
    void ratios_areThoseOfMediansToCpp() {
        assertThat(new Table(results()).ratios())
                .isEqualTo(
                        """
                        | | C++ | scope | python | djl |
                        |---|---|---|---|---|
                        | sum of one element | 500.0 ns | 0.95 | ≠ | – |
                        | the same, recorded | 2.00 µs | – | 2.50 | failed |
                        """);
    }

    @Test
    void details_areOfWhatWasTimed() {
        assertThat(new Table(results()).details())
                .endsWith(
                        """
                        | add_1 | cpp | 500.0 ns | 500.0 ns | 0 % | 1.00; 1.00 | 3 | = |
                        | add_1 | scope | 475.0 ns | 475.0 ns | 0 % | 0.95; 0.95 | 3 | = |
                        | add_1_recorded | cpp | 2.00 µs | 2.00 µs | 0 % | 1.00; 1.00 | 3 | = |
                        | add_1_recorded | python | 5.00 µs | 5.00 µs | 0 % | 2.50; 2.50 | 3 | = |
                        """);
    }

    @Test
    void details_beforeCppIsTimed_areLeftOut() {
        var results = new Results(List.of(FIRST), List.of(Contender.CPP, Contender.SCOPE));
        timed(results, FIRST, Contender.SCOPE, 475);

        assertThat(new Table(results).details()).doesNotContain("add_1");
    }

    @ParameterizedTest
    @CsvSource({"0.98,1.0 ns", "1234,1.23 µs", "12345678,12.35 ms", "1.5e9,1.50 s"})
    void times_haveUnitsOfTheirSize(double nanoseconds, String text) {
        assertThat(Table.time(nanoseconds)).isEqualTo(text);
    }
}
