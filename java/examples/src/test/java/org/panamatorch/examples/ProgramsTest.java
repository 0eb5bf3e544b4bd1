package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

/** The Java programs print what Python's print. */
class ProgramsTest {
    private static final Path RECORDED =
            ProgramRun.ROOT.resolve("java/examples/src/test/resources/programs");
    private static final Path PYTHON = ProgramRun.ROOT.resolve("java/examples/src/test/python");

    private static final Path SQUARE_ROOTS =
            ProgramRun.ROOT.resolve(
                    "java/examples/src/test/java/org/panamatorch/examples/SquareRoots.java");

    private static Stream<String> programs() {
        return Examples.commandLine().getSubcommands().keySet().stream().sorted();
    }

    private static Stream<String> recordings() throws IOException {
        List<String> names = programs().toList();
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt"))
                    .map(file -> file.substring(0, file.length() - ".txt".length()))
                    .filter(file -> names.contains(file.substring(0, file.lastIndexOf('-'))))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void recordedSeed_printsPythonsText(String recording) throws IOException, InterruptedException {
        int dash = recording.lastIndexOf('-');
        ProgramRun run =
                ProgramRun.java(
                        ProgramRun.reproducibleEnvironment(),
                        recording.substring(0, dash),
                        "--seed",
                        recording.substring(dash + 1));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        String expected = Files.readString(RECORDED.resolve(recording + ".txt"));
        if (!run.output().equals(expected)) {
            assumeRecordedSquareRoots(recording);
        }
        assertThat(run.output()).isEqualTo(expected);
    }

    // Where the square roots are others, the texts need not be the same.
    private static void assumeRecordedSquareRoots(String recording)
            throws IOException, InterruptedException {
        Properties manifest = new Properties();
        try (Reader reader = Files.newBufferedReader(RECORDED.resolve("manifest.properties"))) {
            manifest.load(reader);
        }
        String recorded = manifest.getProperty("sqrt.crc32");
        String here = squareRoots();
        assumeTrue(
                here.equals(recorded),
                () ->
                        recording
                                + " prints another text here, and was recorded on a processor with"
                                + " other square roots (checksum "
                                + recorded
                                + ", here "
                                + here
                                + "; scripts/lib/reproducible-env says more): not compared");
    }

    private static String squareRoots() throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.source(ProgramRun.reproducibleEnvironment(), SQUARE_ROOTS);
        assertThat(run.errors()).isEmpty();
        return run.output().strip();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void randomSeed_printsWhatInstalledPythonPrints(String program)
            throws IOException, InterruptedException {
        String python = pythonWithTorch();
        assumeTrue(
                python != null, "no Python with PyTorch 2.13: set PYTHON to one to compare live");
        String seed = String.valueOf(new Random().nextInt(Integer.MAX_VALUE));
        ProgramRun expected =
                ProgramRun.run(
                        List.of(python, PYTHON.resolve(program + ".py").toString(), "--seed", seed),
                        Map.of());
        ProgramRun run = ProgramRun.java(Map.of(), program, "--seed", seed);
        assertThat(run.output()).as("seed " + seed).isEqualTo(expected.output());
    }

    private static String pythonWithTorch() throws IOException, InterruptedException {
        ProgramRun found =
                ProgramRun.run(
                        List.of(ProgramRun.ROOT.resolve("scripts/python/find-python").toString()),
                        Map.of());
        return found.status() == 0 ? found.output().strip() : null;
    }

    @Test
    void unknownName_listsWhatThereIs() throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.java(Map.of(), "hello_world");
        assertThat(run.status()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("hello_world").contains(programs().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sed=1", "--seed=one", "--seed", "--seed=99999999999999999999"})
    void badOption_givesUsageAndStatus2(String option) throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.java(Map.of(), "rnncell_shapes", option);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("Usage: run rnncell_shapes");
    }
}
