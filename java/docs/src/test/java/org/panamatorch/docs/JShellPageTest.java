package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.tool.JavaShellToolBuilder;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JShell answers what the page shows. It keeps a session's variables, so there is no check of
 * leaks.
 */
class JShellPageTest {
    private static final String PROMPT = "jshell> ";

    @TestFactory
    Stream<DynamicTest> session_answersWhatItSays() throws IOException {
        return Section.of("jshell").stream()
                .map(section -> DynamicTest.dynamicTest(section.toString(), () -> check(section)));
    }

    private static void check(Section section) throws Exception {
        String input =
                section.code()
                        .lines()
                        .filter(line -> line.startsWith(PROMPT))
                        .map(line -> line.substring(PROMPT.length()))
                        .collect(Collectors.joining("\n", "", "\n/exit\n"));
        List<String> answers =
                section.code().lines().filter(line -> !line.startsWith(PROMPT)).toList();

        assertThat(session(input)).isEqualTo(answers);
    }

    /** The first line of each answer. */
    private static List<String> session(String input) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JavaShellToolBuilder.builder()
                .in(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), null)
                .persistence(new HashMap<>())
                .out(new PrintStream(out, true, StandardCharsets.UTF_8))
                .run("--execution", "local", "--class-path", ClassPath.text(), "--no-startup");
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" ==> ") || line.startsWith("|  Exception"))
                .map(line -> line.replaceFirst("^.*" + PROMPT, ""))
                .toList();
    }
}
