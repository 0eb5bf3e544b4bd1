package org.panamatorch.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests, or of the tools, in a JVM of its own, on the class path. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Runs a program, which must succeed.
     *
     * @param program a class with a main method
     * @param options the JVM's options
     * @return what it printed
     */
    public static String output(Class<?> program, String... options)
            throws IOException, InterruptedException {
        Process process = builder(program, List.of(options), List.of()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /**
     * What starts a program whose end is the caller's business.
     *
     * @param program a class with a main method
     * @param options the JVM's options
     * @param arguments the program's
     * @return the builder, with errors among the output
     */
    public static ProcessBuilder builder(
            Class<?> program, List<String> options, List<String> arguments) {
        Path target = Path.of(System.getProperty("panamatorch.root"), "java", "core", "target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        program.getProtectionDomain().getCodeSource().getLocation().getPath(),
                        target.resolve("classes").toString(),
                        target.resolve("test-classes").toString(),
                        target.resolve("test-dependencies") + "/*"));
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The JVM would tell that it has heeded them.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }
}
