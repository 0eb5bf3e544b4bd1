package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java programs print what Python's print. */
@Tag("recorded")
class ProgramsTest {
    private static final Path RECORDED =
            ProgramRun.ROOT.resolve("java/examples/src/test/resources/programs");
    private static final Path PYTHON = ProgramRun.ROOT.resolve("java/examples/src/test/python");

    private static final Path NATIVE = Path.of(System.getProperty("panamatorch.native.dir"));
    private static final Pattern LOSS = Pattern.compile("loss ?[:=] ?([0-9.]+)");

    private static Stream<String> programs() {
        return Examples.commandLine().getSubcommands().keySet().stream()
                .filter(name -> Files.exists(PYTHON.resolve(name + ".py")))
                .sorted();
    }

    /** Each program with a seed of chance; with more, where no text is recorded. */
    private static List<Arguments> liveRuns() throws IOException {
        List<String> recordings = recordings().toList();
        Random random = new Random();
        List<Arguments> runs = new ArrayList<>();
        programs()
                .forEach(
                        program -> {
                            if (recordings.stream().noneMatch(r -> r.startsWith(program + "-"))) {
                                runs.add(arguments(program, "0"));
                                runs.add(arguments(program, "42"));
                            }
                            int seed = random.nextInt(Integer.MAX_VALUE);
                            runs.add(arguments(program, String.valueOf(seed)));
                        });
        return runs;
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
    @MethodSource("liveRuns")
    void anySeed_printsWhatInstalledPythonPrints(String program, String seed) throws Exception {
        String python = pythonWithTorch();
        assumeTrue(
                python != null,
                "needs python: texts are not compared live; find-python finds no PyTorch 2.13");
        String script = PYTHON.resolve(program + ".py").toString();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ProgramRun> expected =
                    executor.submit(
                            () ->
                                    ProgramRun.run(
                                            List.of(python, script, "--seed", seed), Map.of()));
            ProgramRun run = ProgramRun.java(Map.of(), program, "--seed", seed);
            assertThat(run.errors()).isEmpty();
            assertThat(run.output()).isEqualTo(expected.get().output());
        }
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
