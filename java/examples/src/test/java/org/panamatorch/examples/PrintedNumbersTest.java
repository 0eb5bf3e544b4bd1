package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedNumbersTest {
    @Test
    void sameText_isClose() {
        PrintedNumbers.assertClose("step 1 loss 0.2025\n", "step 1 loss 0.2025\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.2571,0.2573",
        "1.5728e+03,1.5730e+03",
        "2.3817e-04,2.3878e-04",
        "'  9.9999',' 10.0001'"
    })
    void numbersWithinTheBound_areClose(String printed, String recorded) {
        PrintedNumbers.assertClose("[" + printed + "]", "[" + recorded + "]");
    }

    @ParameterizedTest
    @CsvSource({"0.2571,0.2574", "1.5728e+03,1.5731e+03", "2.381e-04,2.438e-04", "-0.2571,0.2571"})
    void numbersFurtherApart_areNot(String printed, String recorded) {
        assertThatThrownBy(() -> PrintedNumbers.assertClose(printed, recorded))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("number 0: ");
    }

    @ParameterizedTest
    @CsvSource({
        "ohlol 0.5,ohlll 0.5",
        "step 1 0.5,step 2 0.5",
        "0.5 0.5,0.5",
        "0.5,'0.5 '",
        "'[0.5,\n0.5]','[0.5, 0.5]'"
    })
    void otherText_isNot(String printed, String recorded) {
        assertThatThrownBy(() -> PrintedNumbers.assertClose(printed, recorded))
                .isInstanceOf(AssertionError.class);
    }
}
