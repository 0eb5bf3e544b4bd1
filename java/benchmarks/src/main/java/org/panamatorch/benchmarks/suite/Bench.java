package org.panamatorch.benchmarks.suite;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code scripts/bench}, whose {@code --help} says what it does. */
@Command(name = "scripts/bench", sortOptions = false)
public final class Bench implements Callable<Integer> {
    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N")
    private int rounds;

    @Option(names = "--threads", paramLabel = "T")
    private int threads = 1;

    @Option(names = "--json", paramLabel = "FILE")
    private Path json;

    @Option(names = "--only", paramLabel = "CONTENDER", split = ",")
    private List<String> only = List.of();

    @Option(names = "--docs")
    private boolean docs;

    @Option(names = "--python", hidden = true)
    private Path python;

    @Option(names = "--rivals", hidden = true)
    private Path rivals;

    @Option(names = "--libtorch", hidden = true, required = true)
    private Path libtorch;

    @Parameters(paramLabel = "WORKLOAD")
    private List<String> workloads = List.of();

    @Spec private CommandLine.Model.CommandSpec spec;

    private Bench() {}

    /**
     * Runs the suite.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var setting = new Setting(Path.of("").toAbsolutePath(), libtorch, rivals, python, threads);
        Policy policy = quick ? Policy.QUICK : Policy.FULL;
        if (rounds > 0) {
            policy = policy.withRounds(rounds);
        }
        Machine machine = Machine.here();
        if (machine.isBusy()) {
            say(
                    "the load is %.1f: something else runs, and the times are not to be trusted"
                            .formatted(machine.load()));
        }
        var results = new Results(rows(), contenders(setting));
        var report = new Report(machine, setting, policy, results);
        // Whoever interrupts it gets what there is.
        Thread onInterrupt = new Thread(() -> System.out.print(report.text()));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        new Tournament(setting, policy, results, Bench::say).run();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        System.out.print(report.text());
        if (json != null) {
            new Json(machine, setting, policy, results).write(json);
        }
        if (docs) {
            report.insert(setting.root().resolve("docs"));
        } else {
            report.draw(setting.root().resolve("target/bench.svg"));
        }
        return 0;
    }

    private List<Row> rows() {
        for (String name : workloads) {
            if (Row.ALL.stream().noneMatch(row -> row.name().equals(name))) {
                List<String> names = Row.ALL.stream().map(Row::name).toList();
                throw refusal("no workload " + name + "; there are " + String.join(", ", names));
            }
        }
        return Row.ALL.stream()
                .filter(row -> workloads.isEmpty() || workloads.contains(row.name()))
                .toList();
    }

    /** Those that are wanted and here; C++ always, as the others are compared with it. */
    private List<Contender> contenders(Setting setting) {
        Set<Contender> wanted = EnumSet.noneOf(Contender.class);
        for (String label : only) {
            wanted.add(
                    Arrays.stream(Contender.values())
                            .filter(each -> each.label().equals(label))
                            .findFirst()
                            .orElseThrow(() -> refusal("no contender " + label)));
        }
        if (only.isEmpty()) {
            wanted.addAll(List.of(Contender.values()));
        }
        wanted.add(Contender.CPP);
        for (Contender each : wanted) {
            if (!each.isHere(setting)) {
                say(each.label() + " is left out: it is not here");
            }
        }
        return wanted.stream().filter(each -> each.isHere(setting)).toList();
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void say(String message) {
        System.err.println(message);
    }
}
