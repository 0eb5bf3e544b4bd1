package org.panamatorch.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documentation of generated methods says what operators and arguments are. */
class OperatorDocumentationTest {
    private static final Path SOURCES =
            Path.of(
                    System.getProperty("panamatorch.root"),
                    "java/core/target/generated-sources/operators/org/panamatorch");

    private static List<String> found(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map(MatchResult::group)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void operators_haveASentence() throws IOException {
        assertThat(found("^     \\* <p>Schema: ")).hasSizeGreaterThan(3000);
        assertThat(found("^     \\* The operator .*")).isEmpty();
    }

    @Test
    void arguments_areSaidToBeMoreThanTheirTypes() throws IOException {
        assertThat(found("@param \\w+ \\w+ \\w+")).hasSizeGreaterThan(6000);
        assertThat(
                        found(
                                "@param \\w+ (a tensor|tensors|an integer|integers|a number( of any"
                                    + " kind)?|numbers( of any kind)?|true or false|a text|which"
                                    + " one)(, or null)?(;.*)?$"))
                .isEmpty();
    }
}
