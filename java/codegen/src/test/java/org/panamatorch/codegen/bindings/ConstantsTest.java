package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

class ConstantsTest {

    @TempDir private Path folder;
    private TestHeader header;

    @BeforeEach
    void openFolder() {
        header = new TestHeader(folder);
    }

    @Nested
    class Enums {

        private int value(String body, String name) {
            return header.declarations("enum e { " + body + " };").stream()
                    .map(CDeclaration.EnumConstant.class::cast)
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }

        @Test
        void enumWithoutValues_countsFromZero() {
            assertThat(value("A, B, C", "C")).isEqualTo(2);
        }

        @Test
        void enumWithHexValue_becomesIntConstant() {
            assertThat(value("A = 0x10, B", "B")).isEqualTo(17);
        }

        @Test
        void enumWithNegativeValue_countsOnFromThere() {
            assertThat(value("A = -3, B", "B")).isEqualTo(-2);
        }

        @Test
        void enumWithExpressionOfEarlierConstants_isEvaluated() {
            assertThat(value("A = 1 << 4, B = A | (1 << 2), C", "C")).isEqualTo(21);
        }

        @Test
        void trailingComma_isAllowed() {
            assertThat(value("A = 5,", "A")).isEqualTo(5);
        }

        @Test
        void enumConstantOfAnotherEnum_isKnown() {
            List<CDeclaration> read = header.declarations("enum { A = 3 };\nenum f { B = A + 1 };");
            assertThat(read)
                    .containsExactly(
                            new CDeclaration.EnumConstant("", "A", 3),
                            new CDeclaration.EnumConstant("f", "B", 4));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0x80000000", "1LL << 31", "2147483648"})
        void valueBeyondInt_isAnError(String value) {
            assertThat(header.declarationError("enum e {\n  A = " + value + "\n};"))
                    .isEqualTo("2:3: enum constant 2147483648; expected a value of type int");
        }
    }

    @Nested
    class IntegerMacros {

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "5, 5",
                    "0x7f, 127",
                    "017, 15",
                    "-1, -1",
                    "(-2), -2",
                    "+3, 3",
                    "0xFFFFFFFF, -1",
                    "5U, 5",
                    "'a', 97",
                    "'\\n', 10",
                    "~0, -1",
                    "!5, 0",
                    "1 << 3 | 1, 9",
                    "7 & 12 ^ 1, 5",
                    "17 / 5 * 10 + 17 % 5, 32",
                    "-7 / 2, -3",
                    "1 + 2 == 3 && 2 > 1 || 0, 1",
                    "1 ? 10 : 20, 10",
                    "0 ? 1 : 0 ? 2 : 3, 3",
                    "0u - 1 > 0, 1",
                    "-1 < 0u, 0",
                    "PT_SEVEN + 1, 8",
                    "INT32_MIN, -2147483648",
                    "UINT8_MAX, 255",
                    "true, 1",
                    "(uint8_t) 200 + 100, 300"
                })
        void expression_isAnInt(String expression, int expected) {
            assertThat(header.macro("#define M " + expression)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "5LL, 5",
            "0xFFFFFFFFFFFFFFFFULL, -1",
            "3000000000, 3000000000",
            "0x1FFFFFFFF, 8589934591",
            "1LL << 40, 1099511627776",
            "(int64_t) 7, 7",
            "0xFFFFFFFFU + 1LL, 4294967296",
            "0xFFFFFFFFFFFFFFFFULL >> 60, 15",
            "INT64_MIN, -9223372036854775808",
            "INT64_MAX, 9223372036854775807",
            "SIZE_MAX, -1"
        })
        void expressionOf64Bits_isALong(String expression, long expected) {
            assertThat(header.macro("#define M " + expression)).isEqualTo(expected);
        }

        @Test
        void cast_decidesTheType() {
            assertThat(header.macro("#define M ((uint8_t) 200)")).isEqualTo((byte) 200);
            assertThat(header.macro("#define M ((int16_t) 70000)")).isEqualTo((short) 70000);
            assertThat(header.macro("#define M ((pt_small) 3)")).isEqualTo((short) 3);
            assertThat(header.macro("#define M ((bool) 3)")).isEqualTo(true);
        }

        @Test
        void expressionOfTheSystems_isEvaluated() {
            assertThat(header.macro("#define M sizeof(int)")).isEqualTo(4L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"other", "1 2", "08", "1 +"})
        void whatIsNoValue_isTheCompilersErrorAtTheMacro(String value) {
            assertThat(header.error("\n#define M " + value + "\n")).contains("main.h:2:");
        }
    }

    @Nested
    class OtherMacros {

        @Test
        void string_isText() {
            assertThat(header.macro("#define M \"2.13.0\"")).isEqualTo("2.13.0");
        }

        @Test
        void adjacentStrings_areJoined() {
            assertThat(header.macro("#define A \"a\"\n#define M A \"b\"")).isEqualTo("ab");
        }

        @Test
        void escapes_areDecoded() {
            assertThat(header.macro("#define M \"q\\\" b\\\\ n\\n ö\"")).isEqualTo("q\" b\\ n\n ö");
            assertThat(header.macro("#define M \"\\x41\"")).isEqualTo("A");
        }

        @Test
        void floatingLiterals_haveTheirType() {
            assertThat(header.macro("#define M 1.5")).isEqualTo(1.5);
            assertThat(header.macro("#define M (-2.5e-3)")).isEqualTo(-2.5e-3);
            assertThat(header.macro("#define M 0.25f")).isEqualTo(0.25f);
            assertThat(header.macro("#define M 0x1p-2")).isEqualTo(0.25);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "#define M",
                    "#define M(x) x",
                    "#define M __attribute__((noinline))",
                    "#define M __declspec(dllexport)",
                    "#define A extern\n#define M A"
                })
        void macroWithoutValue_isNoConstant(String definition) {
            assertThat(header.macro(definition)).isNull();
        }

        @Test
        void plainNumber_isMarkedAsJextractOrdersIt() {
            assertThat(header.read("#define A 1\n#define B (1)\n").macros())
                    .extracting(MacroConstant::literal)
                    .containsExactly(true, false);
        }
    }
}
