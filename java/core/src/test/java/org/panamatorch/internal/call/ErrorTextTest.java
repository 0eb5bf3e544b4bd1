package org.panamatorch.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.junit.NoLeaks;

/** Texts that a test had better not provoke, as memory would have to be used up. */
@NoLeaks
class ErrorTextTest {
    private static String of(String text, Object... arguments) {
        return ErrorText.of(text, arguments);
    }

    @Test
    void lackOfMemory_saysWhichNumber() {
        assertThat(of("std::bad_alloc", "r", 2147483648L, "with_replacement", false))
                .isEqualTo(
                        "out of memory for what LibTorch needs beside the tensors; argument 'r'"
                                + " is 2147483648");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot create std::vector larger than max_size()",
                "vector::_M_default_append",
                "vector::reserve",
                "vector::_M_range_check: __n (which is 4) >= this->size() (which is 4)",
                "basic_string::_M_create",
                "std::bad_array_new_length",
                "map::at",
                "stoi"
            })
    void textOfTheCppLibrary_isASentence(String text) {
        assertThat(of(text, "num_layers", -1L, "bias", true))
                .isEqualTo(
                        "a number is out of the range that LibTorch can deal with; argument"
                                + " 'num_layers' is -1");
    }

    @Test
    void largeNumber_isNamedBeforeANegativeOne() {
        assertThat(of("vector::reserve", "dim", -1L, "size", new long[] {2, 1L << 40}))
                .isEqualTo(
                        "a number is out of the range that LibTorch can deal with; argument"
                                + " 'size' is [2, 1099511627776]");
    }

    @Test
    void numberOfSmallValues_namesNone() {
        assertThat(of("vector::reserve", "dim", 1L))
                .isEqualTo("a number is out of the range that LibTorch can deal with");
    }

    @Test
    void placeInSources_isLeftOut() {
        assertThat(
                        of(
                                "RegisterCPU_3.cpp:4890: SymIntArrayRef expected to contain only"
                                        + " concrete integers",
                                "shifts",
                                new long[] {Long.MIN_VALUE}))
                .isEqualTo(
                        "a size, stride or index, given or computed from the arguments, is below"
                                + " -2^62; argument 'shifts' is [-9223372036854775808]");
    }

    @Test
    void absentTensor_isNamed() {
        assertThat(of("tensor does not have a device", "weight", null, "group", 1L))
                .isEqualTo("tensor does not have a device; argument 'weight' is None");
    }

    @Test
    void framesOfAnError_areLeftOut() {
        assertThat(
                        of(
                                "outer: inner\n"
                                        + "Exception raised from f at g.cpp:3 (most recent call"
                                        + " first):\n"
                                        + "frame #0: a (0x1 in b)\n"
                                        + "frame #1: c (0x2 in d)\n"))
                .isEqualTo("outer: inner");
    }

    @Test
    void listOfKernels_isLeftOut() {
        assertThat(
                        of(
                                "There were no tensor arguments to this function (e.g., you passed"
                                        + " an empty list of Tensors), but no fallback function is"
                                        + " registered for schema aten::x.  This usually means that"
                                        + " this function requires a non-empty list of Tensors, or"
                                        + " that you forgot.  Available functions are [CPU].\n\n"
                                        + "CPU: registered at a.cpp:1 [kernel]\n"))
                .startsWith("There were no tensor arguments to this function")
                .doesNotContain("registered at");
    }
}
