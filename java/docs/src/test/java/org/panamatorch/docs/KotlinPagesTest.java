package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Kotlin on the pages compiles without a warning and prints what stands behind println. */
@NoLeaks
class KotlinPagesTest {
    private static final String IMPORTS =
            """
            import org.panamatorch.*
            import org.panamatorch.kotlin.*
            import org.panamatorch.data.*
            import org.panamatorch.nn.*
            import org.panamatorch.nn.Module
            import org.panamatorch.optim.*
            """;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> section_printsWhatItSays() throws IOException {
        return Pages.tests("kotlin", KotlinPagesTest::run, folder);
    }

    static List<String> run(String imports, String statements, Path folder) throws Exception {
        Path source = folder.resolve("Program.kt");
        Files.writeString(
                source,
                "@file:JvmName(\"Program\")\n"
                        + IMPORTS
                        + imports
                        + "public fun run() {\n"
                        + statements
                        + "}\n");
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        ExitCode code =
                new K2JVMCompiler()
                        .exec(
                                new PrintStream(problems, true, StandardCharsets.UTF_8),
                                "-Werror",
                                "-no-stdlib",
                                "-no-reflect",
                                "-jvm-target",
                                "25",
                                "-cp",
                                ClassPath.text(),
                                "-d",
                                folder.toString(),
                                source.toString());
        assertThat(code).as(problems.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
        return CompiledProgram.run(folder);
    }
}
