package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dotty.tools.dotc.Main;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Scala on the pages compiles without a warning and prints what stands behind println. */
@NoLeaks
class ScalaPagesTest {
    private static final String IMPORTS =
            """
            import org.panamatorch.*
            import org.panamatorch.data.*
            import org.panamatorch.nn.*
            import org.panamatorch.nn.Module
            import org.panamatorch.optim.*
            """;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> section_printsWhatItSays() throws IOException {
        return Pages.tests("scala", ScalaPagesTest::run, folder);
    }

    static List<String> run(String imports, String statements, Path folder) throws Exception {
        Path source = folder.resolve("Program.scala");
        Files.writeString(
                source,
                IMPORTS
                        + imports
                        + "object Program {\n  def run(): Unit = Page()\n}\n"
                        // Statements of a method could not declare overloads.
                        + "class Page {\nval println: Any => Unit = System.out.println(_)\n"
                        + statements
                        + "}\n");
        String[] arguments = {
            "-classpath", ClassPath.text(), "-Werror", "-d", folder.toString(), source.toString()
        };
        assertThat(Main.process(arguments).hasErrors()).isFalse();
        return CompiledProgram.run(folder);
    }
}
