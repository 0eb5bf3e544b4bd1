package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Both columns of "PyTorch to Java" print the third. */
@NoLeaks
class PyTorchTableTest {
    private static final Path PAGE = Section.ROOT.resolve("docs/guide/from-pytorch.md");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `(?<python>.*)` \\| `(?<java>.*)` \\|"
                            + " (?:(?:`(?<name>\\w+)` is )?`(?<result>.*)` )?\\|");
    private static final Map<String, String> IN_JAVA =
            Map.of("True", "true", "False", "false", "None", "null");

    private static final String IMPORTS =
            """
            import static org.panamatorch.Index.*;
            import org.panamatorch.nn.utils.*;
            import org.panamatorch.optim.lr.*;
            """;
    private static final String END = "end of section";

    @TempDir private Path folder;

    /** A line of the table; no result for a statement, a name for what the statement changed. */
    record Row(String python, String java, String name, String result) {
        String pythonCode() {
            return result == null
                    ? python + "\n"
                    : name == null ? "print(" + python + ")\n" : python + "\nprint(" + name + ")\n";
        }

        String javaCode() {
            String statement = java.endsWith("}") ? java + "\n" : java + ";\n";
            String print = "System.out.println(%s);\n";
            return result == null
                    ? statement
                    : name == null
                            ? print.replace("%s", java)
                            : statement + print.replace("%s", name);
        }
    }

    @TestFactory
    Stream<DynamicTest> java_printsTheResults() throws IOException {
        return sections().entrySet().stream()
                .map(
                        section ->
                                DynamicTest.dynamicTest(
                                        section.getKey(), () -> checkJava(section.getValue())));
    }

    private void checkJava(List<Row> rows) throws Exception {
        StringBuilder code = new StringBuilder(IMPORTS);
        rows.forEach(row -> code.append(row.javaCode()));

        List<String> printed = Pages.run(code.toString(), JavaPagesTest::run, folder);

        check(
                printed,
                results(rows).stream()
                        .map(result -> IN_JAVA.getOrDefault(result, result))
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> python_printsTheResults() throws Exception {
        StringBuilder code = new StringBuilder();
        for (Map.Entry<String, List<Row>> section : sections().entrySet()) {
            section.getValue().forEach(row -> code.append(row.pythonCode()));
            code.append("print('" + END + "')\n");
        }
        String printed =
                String.join(
                        "\n",
                        PythonPrograms.run(
                                code.toString(), "Python's column of from-pytorch.md", folder));
        Iterator<String> outputs = List.of(printed.split(END + "\n?")).iterator();
        return sections().entrySet().stream()
                .map(
                        section -> {
                            List<String> lines = outputs.next().lines().toList();
                            return DynamicTest.dynamicTest(
                                    section.getKey(),
                                    () -> check(lines, results(section.getValue())));
                        });
    }

    private static void check(List<String> printed, List<String> results) {
        assertThat(printed.stream().map(PyTorchTableTest::withoutAlignment).toList())
                .isEqualTo(results);
    }

    /** The spaces that align numbers below each other are not shown in a table. */
    private static String withoutAlignment(String printed) {
        return printed.replaceAll(" +", " ").replace("[ ", "[");
    }

    private static List<String> results(List<Row> rows) {
        return rows.stream()
                .map(Row::result)
                .filter(result -> result != null)
                .map(PyTorchTableTest::withoutAlignment)
                .toList();
    }

    private static Map<String, List<Row>> sections() throws IOException {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (row.matches()) {
                sections.computeIfAbsent(heading, key -> new ArrayList<>())
                        .add(
                                new Row(
                                        row.group("python").replace("\\|", "|"),
                                        row.group("java").replace("\\|", "|"),
                                        row.group("name"),
                                        row.group("result")));
            } else {
                assertThat(line).as("a row").doesNotStartWith("| `");
            }
        }
        assertThat(sections).isNotEmpty();
        return sections;
    }
}
