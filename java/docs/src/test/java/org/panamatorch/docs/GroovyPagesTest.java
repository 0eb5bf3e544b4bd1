package org.panamatorch.docs;

import groovy.lang.GroovyShell;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.TensorScope;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Groovy on the pages runs and prints what stands behind println. */
@NoLeaks
class GroovyPagesTest {
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
        return Pages.tests("groovy", GroovyPagesTest::run, folder);
    }

    static List<String> run(String imports, String statements, Path folder) throws Exception {
        try (TensorScope _ = new TensorScope()) {
            return Printed.by(() -> new GroovyShell().evaluate(IMPORTS + imports + statements));
        }
    }
}
