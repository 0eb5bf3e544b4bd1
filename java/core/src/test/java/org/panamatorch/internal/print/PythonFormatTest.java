package org.panamatorch.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@Tag("recorded")
class PythonFormatTest {
    static Stream<JsonNode> numbers() throws IOException {
        return RecordedLines.read("/print/formats.jsonl").stream();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void recordedNumber_isFormattedAsInPython(JsonNode recorded) {
        double value =
                Double.longBitsToDouble(Long.parseUnsignedLong(recorded.get("bits").asText(), 16));
        SoftAssertions softly = new SoftAssertions();
        for (var format : recorded.properties()) {
            String name = format.getKey();
            if (!name.equals("bits")) {
                softly.assertThat(formatted(value, name))
                        .as(name)
                        .isEqualTo(format.getValue().asText());
            }
        }
        softly.assertAll();
    }

    private static String formatted(double value, String format) {
        if (format.equals("repr")) {
            return PythonFormat.shortest(value);
        }
        int precision = Integer.parseInt(format.substring(1, format.length() - 1));
        return switch (format.charAt(format.length() - 1)) {
            case 'f' -> PythonFormat.fixed(value, precision);
            case 'e' -> PythonFormat.scientific(value, precision);
            case 'g' -> PythonFormat.general(value, precision);
            default -> throw new IllegalArgumentException(format);
        };
    }

    @Test
    void valuesOfEveryKind_haveTheirRepr() {
        assertThat(PythonFormat.repr(null)).isEqualTo("None");
        assertThat(PythonFormat.repr(new Object[] {1e-6, 50L, null}))
                .isEqualTo("(1e-06, 50, None)");
        assertThat(PythonFormat.repr(new Double[] {0.5})).isEqualTo("(0.5,)");
        assertThat(PythonFormat.repr(Map.of("a", List.of(1L, "b")))).isEqualTo("{'a': [1, 'b']}");
        assertThat(PythonFormat.repr(true)).isEqualTo("True");
        assertThat(PythonFormat.repr(false)).isEqualTo("False");
        assertThat(PythonFormat.repr(-7)).isEqualTo("-7");
        assertThat(PythonFormat.repr(1e-5)).isEqualTo("1e-05");
        assertThat(PythonFormat.repr(0.1f)).isEqualTo("0.1");
        assertThat(PythonFormat.repr(new long[] {3, 3})).isEqualTo("(3, 3)");
        assertThat(PythonFormat.repr(List.of(1, "a", 0.5))).isEqualTo("[1, 'a', 0.5]");
    }

    @Test
    void tuple_hasACommaBehindItsOnlyItem() {
        assertThat(PythonFormat.tuple()).isEqualTo("()");
        assertThat(PythonFormat.tuple(2)).isEqualTo("(2,)");
        assertThat(PythonFormat.tuple(2, 3, 4)).isEqualTo("(2, 3, 4)");
    }

    @Test
    void string_isQuotedAndEscaped() {
        assertThat(PythonFormat.repr("mean")).isEqualTo("'mean'");
        assertThat(PythonFormat.repr("it's")).isEqualTo("\"it's\"");
        assertThat(PythonFormat.repr("it's \"so\"")).isEqualTo("'it\\'s \"so\"'");
        assertThat(PythonFormat.repr("a\\b\n\t\0")).isEqualTo("'a\\\\b\\n\\t\\x00'");
        assertThat(PythonFormat.repr("\u8f93\u00e9\u00a0\u200b"))
                .isEqualTo("'\u8f93\u00e9\\xa0\\u200b'");
    }
}
