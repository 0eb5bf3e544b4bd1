package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Python on the pages prints what Java beside it prints. */
class PythonPagesTest {
    private static final Pattern LINES = Pattern.compile("\\d+ lines of Python, \\d+ of Java");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> section_printsWhatItSays() throws IOException {
        return Section.of("python").stream()
                .filter(section -> !section.output().isEmpty())
                .map(section -> DynamicTest.dynamicTest(section.toString(), () -> check(section)));
    }

    @TestFactory
    Stream<DynamicTest> twoLanguages_areAsLongAsThePageSays() throws IOException {
        Map<String, Section> java =
                Section.of("java").stream().collect(toMap(Section::toString, section -> section));
        return Section.of("python").stream()
                .filter(section -> java.containsKey(section.toString()))
                .map(
                        section ->
                                DynamicTest.dynamicTest(
                                        section.toString(),
                                        () -> checkLines(section, java.get(section.toString()))));
    }

    private static void checkLines(Section python, Section java) throws IOException {
        assertThat(LINES.matcher(Files.readString(python.page())).results())
                .extracting(MatchResult::group)
                .contains(lines(python) + " lines of Python, " + lines(java) + " of Java");
    }

    private static long lines(Section section) {
        return section.code().lines().filter(line -> !line.isBlank()).count();
    }

    private void check(Section section) throws Exception {
        assertThat(PythonPrograms.run(section.code(), "Python on the pages", folder))
                .isEqualTo(section.output());
    }
}
