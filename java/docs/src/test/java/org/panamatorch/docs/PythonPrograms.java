package org.panamatorch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs Python with PyTorch, where there is one. */
final class PythonPrograms {
    // Each print is one line here.
    private static final String PRELUDE =
            """
            import builtins, re
            import copy, math, torch
            from torch import nn
            import torch.nn.functional as F

            def print(*values):
                builtins.print(*(re.sub(r"\\n\\s*", " ", str(value)) for value in values))

            torch.set_num_threads(1)
            """;

    private PythonPrograms() {}

    /**
     * Runs a program, or skips the test where no Python has PyTorch.
     *
     * @param unchecked what is not checked then
     * @return the printed lines
     */
    static List<String> run(String program, String unchecked, Path folder) throws Exception {
        String python =
                output(Section.ROOT.resolve("scripts/python/find-python").toString()).strip();
        assumeTrue(
                !python.isEmpty(),
                "needs python: " + unchecked + "; find-python finds no PyTorch 2.13");
        Path source = folder.resolve("program.py");
        Files.writeString(source, PRELUDE + program);
        return output(python, "-B", source.toString()).lines().toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Path problems = Files.createTempFile("problems", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectError(problems.toFile()).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (command.length > 1) {
                assertThat(status).as(Files.readString(problems)).isZero();
            }
            return status == 0 ? text : "";
        } finally {
            Files.delete(problems);
        }
    }
}
