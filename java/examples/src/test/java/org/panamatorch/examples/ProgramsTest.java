package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java programs print what Python's print. */
class ProgramsTest {
    private static final Path RECORDED =
            ProgramRun.ROOT.resolve("java/examples/src/test/resources/programs");
    private static final Path PYTHON = ProgramRun.ROOT.resolve("java/examples/src/test/python");

    private static final Path NATIVE = Path.of(System.getProperty("panamatorch.native.dir"));
    private static final Pattern LOSS = Pattern.compile("loss ?[:=] ?([0-9.]+)");

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
                        Map.of(),
                        recording.substring(0, dash),
                        "--seed",
                        recording.substring(dash + 1));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        PrintedNumbers.assertClose(
                run.output(), Files.readString(RECORDED.resolve(recording + ".txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello_rnncell", "hello_rnn", "hello_embedding"})
    void randomSeed_printsTheLossesOfCpp(String program) throws IOException, InterruptedException {
        String seed = String.valueOf(new Random().nextInt(Integer.MAX_VALUE));
        ProgramRun expected =
                ProgramRun.run(
                        List.of(NATIVE.resolve("parity").toString(), program, "--seed", seed),
                        Map.of());
        ProgramRun run = ProgramRun.java(Map.of(), program, "--seed", seed);
        assertThat(LOSS.matcher(run.output()).results().map(loss -> loss.group(1)))
                .as("seed " + seed)
                .containsExactlyElementsOf(losses(expected.output()));
    }

    // Of lines such as "epoch 3 loss 0x1.b2f3c8p0".
    private static List<String> losses(String values) {
        return values.lines()
                .map(line -> line.split(" "))
                .filter(words -> words[2].equals("loss"))
                .map(words -> String.format(Locale.ROOT, "%.4f", Double.valueOf(words[3])))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void randomSeed_printsWhatInstalledPythonPrints(String program)
            throws IOException, InterruptedException {
        String python = pythonWithTorch();
        assumeTrue(
                python != null,
                "needs python: texts are not compared live; find-python finds no PyTorch 2.13");
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
