package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes recordings of PyTorch's sample inputs here and now. */
final class FreshRecording {
    private static final Path SCRIPTS = Path.of(System.getProperty("panamatorch.root"), "scripts");
    private static final int MINUTES = 10;

    private FreshRecording() {}

    /** Records into a folder; ends the test with a message where there is no Python PyTorch. */
    static void make(Path folder, String... options) throws IOException, InterruptedException {
        make("parity", folder, options);
    }

    /** Records calls of Python's own functions into a folder, as {@link #make}. */
    static void makeSurface(Path folder) throws IOException, InterruptedException {
        make("surface", folder);
    }

    /** Records the rates of Python's schedules into a folder, as {@link #make}. */
    static void makeSchedules(Path folder) throws IOException, InterruptedException {
        make("schedules", folder);
    }

    /** Records steps with Python's gradient scaler into a folder, as {@link #make}. */
    static void makeScaler(Path folder) throws IOException, InterruptedException {
        make("scaler", folder);
    }

    /** Records what distributions give into a folder, as {@link #make}. */
    static void makeDistributions(Path folder) throws IOException, InterruptedException {
        make("distributions", folder, "--all");
    }

    /** Records what transforms of functions give into a folder, as {@link #make}. */
    static void makeTransforms(Path folder) throws IOException, InterruptedException {
        make("transforms", folder);
    }

    /** Lines of a name and numbers, with tabs between them. */
    static Map<String, List<Double>> numbers(Path file) throws IOException {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t");
            numbers.put(parts[0], Arrays.stream(parts).skip(1).map(Double::valueOf).toList());
        }
        return numbers;
    }

    private static void make(String what, Path folder, String... options)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        if (run(log, List.of(SCRIPTS.resolve("python/find-python").toString())) != 0) {
            abort(
                    "needs python: PyTorch's sample inputs are not compared; "
                            + Files.readString(log));
        }
        // Both sides run in this process's environment, so the kernels are the same.
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        SCRIPTS.resolve("record").toString(),
                        what,
                        "--out",
                        folder.toString(),
                        "--as-is"));
        command.addAll(List.of(options));
        assertThat(run(log, command)).as(Files.readString(log)).isZero();
    }

    private static int run(Path log, List<String> command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " ran past " + MINUTES + " minutes");
        }
        return process.exitValue();
    }
}
