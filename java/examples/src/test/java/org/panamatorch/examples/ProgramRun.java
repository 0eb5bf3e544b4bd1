package org.panamatorch.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program run in a process of its own, as users run it.
 *
 * @param status its exit status
 * @param output what it printed on standard output
 * @param errors what it printed on standard error
 */
record ProgramRun(int status, String output, String errors) {
    static final Path ROOT = Path.of(System.getProperty("panamatorch.root"));

    private static final long LIMIT_SECONDS = 120;

    /** Runs one of the Java programs. */
    static ProgramRun java(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = javaCommand();
        command.add("-m");
        command.add("org.panamatorch.examples/" + Examples.class.getName());
        command.addAll(List.of(arguments));
        return run(command, environment);
    }

    private static List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dstdout.encoding=UTF-8");
        command.add("--enable-native-access=org.panamatorch");
        command.add("-p");
        command.add(System.getProperty("jdk.module.path"));
        return command;
    }

    static ProgramRun run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("program", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output;
            try (InputStream stream = process.getInputStream()) {
                output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " ran longer than " + LIMIT_SECONDS + " s");
            }
            return new ProgramRun(process.exitValue(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
