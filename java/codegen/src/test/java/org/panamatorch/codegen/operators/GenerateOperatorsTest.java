package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the generator over a few headers in LibTorch's form and compares all that it writes with the
 * files in {@code operators/expected}. Where a change is meant, run it with {@code --libtorch
 * operators/libtorch} and these directories as output, and read the difference.
 */
class GenerateOperatorsTest {
    @TempDir private Path out;

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(GenerateOperatorsTest.class.getResource("/operators/" + name).toURI());
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file));
            }
        }
        return contents;
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "java"})
    void output_isAsExpected(String kind) throws Exception {
        GenerateOperators.main(
                new String[] {
                    "--libtorch", resource("libtorch").toString(), "--" + kind, out.toString()
                });
        Map<String, String> expected = contents(resource("expected/" + kind));
        Map<String, String> actual = contents(out);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, text) -> assertThat(actual.get(file)).as(file).isEqualTo(text));
    }

    @Test
    void headers_sayWhatIsMethodAndWhatIsFunction() throws Exception {
        OperatorHeaders headers = new OperatorHeaders(resource("libtorch"));
        Map<String, Operator> operators = new TreeMap<>();
        headers.read().forEach(operator -> operators.put(operator.stem(), operator));
        assertThat(headers.version()).isEqualTo("2.13.0");
        assertThat(operators.get("add_Tensor").method()).isTrue();
        assertThat(operators.get("add__Tensor").function()).isFalse();
        assertThat(operators.get("cat").method()).isFalse();
        assertThat(operators.get("add_Tensor").header()).isEqualTo("add_ops.h");
    }

    @Test
    void summary_countsWhatIsTypedAndWhatIsNot() throws Exception {
        List<Operator> all = new OperatorHeaders(resource("libtorch")).read();
        List<Operator> typed =
                all.stream()
                        .filter(operator -> Exclusions.reason(operator.schema()).isEmpty())
                        .toList();
        assertThat(new Summary(all, typed).text())
                .contains("typed overloads: 14\n", "left out: 1\n", "C call shapes: 10\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a, b", "", "\"q\"", "a\\b"})
    void schemaString_isReadThroughItsCppEscapes(String text) {
        String literal = text.replace("\\", "\\\\").replace("\"", "\\\"");
        String header =
                "struct TORCH_API op {\n  static constexpr const char* schema_str = \"op(str x='"
                        + literal
                        + "') -> Tensor\";\n};\n";
        Operator operator = OperatorHeaders.parse(header, "op_ops.h", Set.of(), Set.of()).get(0);
        assertThat(operator.schema().arguments().get(0).defaultValue()).isEqualTo("'" + text + "'");
    }
}
