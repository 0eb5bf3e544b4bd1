package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The blocks of docs/GUIDE.md compile, and print what stands behind println. */
@NoLeaks
class GuideTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("panamatorch.root"), "docs", "GUIDE.md");
    private static final Pattern BLOCK =
            Pattern.compile("^## ([^\n]*)\n(?:(?!^## ).)*?^```java\n(.*?)^```", blockFlags());
    private static final Pattern PRINTED =
            Pattern.compile("println\\(.*\\);\\s+// (.*)$", Pattern.MULTILINE);

    @TempDir private Path folder;

    private static int blockFlags() {
        return Pattern.MULTILINE | Pattern.DOTALL;
    }

    @TestFactory
    Stream<DynamicTest> block_printsWhatItSays() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> DynamicTest.dynamicTest(block.group(1), () -> check(block.group(2))));
    }

    private void check(String code) throws Exception {
        List<String> wanted =
                PRINTED.matcher(code).results().map((MatchResult line) -> line.group(1)).toList();

        String printed = run(code);

        assertThat(printed.lines().toList()).isEqualTo(wanted);
    }

    private String run(String code) throws Exception {
        Path source = folder.resolve("Block.java");
        Files.writeString(
                source,
                """
                import java.util.List;
                import org.panamatorch.*;
                import org.panamatorch.nn.*;
                import org.panamatorch.nn.Module;
                import org.panamatorch.optim.*;
                import org.panamatorch.option.*;

                public class Block {
                    public static void run(java.io.PrintStream out) throws Exception {
                """
                        + code.replaceAll(
                                "System\\.out\\.println\\((.*)\\);", "out.println(onOneLine($1));")
                        + """
                            }

                            static String onOneLine(Object value) {
                                return String.valueOf(value).replaceAll("\\\\n\\\\s*", " ");
                            }
                        }
                        """);
        compile(source);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (TensorScope _ = new TensorScope();
                URLClassLoader loader =
                        new URLClassLoader(
                                new URL[] {folder.toUri().toURL()}, Tensor.class.getClassLoader());
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            loader.loadClass("Block").getMethod("run", PrintStream.class).invoke(null, out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void compile(Path source) throws IOException {
        Path classes = Path.of(System.getProperty("panamatorch.root"), "java/core/target/classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    problems,
                                    files,
                                    null,
                                    List.of(
                                            "-encoding",
                                            "UTF-8",
                                            "-cp",
                                            classes.toString(),
                                            "-d",
                                            folder.toString()),
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }
}
