package org.panamatorch.codegen.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C compiler: {@code CC} of the environment, else {@code cc}. */
final class CCompiler {
    /** The dialect that jextract reads: {@code true} is an int in it. */
    private static final String DIALECT = "-std=gnu11";

    private final List<String> command = new ArrayList<>();

    CCompiler(List<Path> includeDirectories) {
        String named = System.getenv("CC");
        command.addAll(List.of((named == null || named.isBlank() ? "cc" : named).split(" ")));
        command.add(DIALECT);
        includeDirectories.forEach(directory -> command.add("-I" + directory));
    }

    /** What the preprocessor makes of a header, with its {@code #define}s and line markers. */
    List<String> preprocess(Path header) {
        return with(folder -> run(folder, arguments("-E", "-dD", header.toString())));
    }

    /** What a program prints. */
    List<String> run(String program) {
        return with(
                folder -> {
                    Path source = Files.writeString(folder.resolve("program.c"), program);
                    Path binary = folder.resolve("program");
                    run(folder, arguments("-w", "-o", binary.toString(), source.toString()));
                    return run(folder, List.of(binary.toString()));
                });
    }

    private interface Action {
        List<String> in(Path folder) throws IOException, InterruptedException;
    }

    private static List<String> with(Action action) {
        try {
            Path folder = Files.createTempDirectory("bindings");
            try {
                return action.in(folder);
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the C compiler ran", e);
        }
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static List<String> run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        // Not pipes, of which one could fill while the other is read.
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        List<String> output;
        try (var reader = process.inputReader()) {
            output = reader.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new HeaderException(Files.readString(errors).strip());
        }
        return output;
    }
}
