package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java on the pages compiles without a warning and prints what stands behind println. */
@NoLeaks
class JavaPagesTest {
    // What the guide's first page shows.
    private static final String IMPORTS =
            """
            import java.util.*;
            import org.panamatorch.*;
            import org.panamatorch.data.*;
            import org.panamatorch.nn.*;
            import org.panamatorch.nn.Module;
            import org.panamatorch.optim.*;
            import org.panamatorch.option.*;
            """;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> section_printsWhatItSays() throws IOException {
        return Pages.tests("java", JavaPagesTest::run, folder);
    }

    static List<String> run(String imports, String statements, Path folder) throws Exception {
        Path source = folder.resolve("Program.java");
        Files.writeString(
                source,
                IMPORTS
                        + imports
                        + """
                        public class Program {
                            public static void run() throws Exception {
                        """
                        + statements
                        + """
                            }
                        }
                        """);
        compile(source, folder);
        return CompiledProgram.run(folder);
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        List<String> options =
                List.of(
                        "-encoding",
                        "UTF-8",
                        "-Xlint:all,-path,-incubating",
                        // A kernel on the pages is written with it.
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        ClassPath.text(),
                        "-d",
                        folder.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean isCompiled =
                    compiler.getTask(
                                    problems,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            assertThat(isCompiled).as(problems.toString()).isTrue();
        }
    }
}
