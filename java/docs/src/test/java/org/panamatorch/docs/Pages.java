package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests of all pages in one language. */
final class Pages {
    private static final Pattern IMPORT = Pattern.compile("^import .*\n", Pattern.MULTILINE);

    /** How a language runs statements. */
    @FunctionalInterface
    interface Language {
        /**
         * Compiles and runs statements.
         *
         * @param imports the imports among them
         * @param statements the rest
         * @param folder where to put files
         * @return what they print
         */
        List<String> run(String imports, String statements, Path folder) throws Exception;
    }

    private Pages() {}

    /** One test for each section that has blocks of the language. */
    static Stream<DynamicTest> tests(String name, Language language, Path folder)
            throws IOException {
        List<Section> sections = Section.of(name);
        assertThat(sections).as("sections in " + name).isNotEmpty();
        return sections.stream()
                .map(
                        section ->
                                DynamicTest.dynamicTest(
                                        section.toString(),
                                        () ->
                                                assertThat(
                                                                run(
                                                                        Digits.placed(
                                                                                section.code()),
                                                                        language,
                                                                        folder))
                                                        .isEqualTo(section.wanted())));
    }

    /** What a block prints. */
    static List<String> run(String code, Language language, Path folder) throws Exception {
        String imports =
                IMPORT.matcher(code)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining());
        return language.run(imports, IMPORT.matcher(code).replaceAll(""), folder);
    }
}
