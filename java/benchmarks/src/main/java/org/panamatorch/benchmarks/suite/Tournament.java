package org.panamatorch.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Times each contender on each workload, by turns. */
final class Tournament {
    /** The first of these make what is made once; the next one is compared. */
    private static final long OPERATIONS_BEFORE_CHECK = 3;

    private final Setting setting;
    private final Policy policy;
    private final Results results;
    private final Consumer<String> progress;
    private final Map<Row, Check> references = new HashMap<>();
    private final Map<Row, Set<Contender>> absent = new HashMap<>();

    Tournament(Setting setting, Policy policy, Results results, Consumer<String> progress) {
        this.setting = setting;
        this.policy = policy;
        this.results = results;
        this.progress = progress;
    }

    void run() throws IOException {
        int turn = 0;
        for (int round = 1; round <= policy.rounds(); round++) {
            for (Row row : results.rows()) {
                progress.accept("round %d of %d: %s".formatted(round, policy.rounds(), row.name()));
                for (Contender contender : from(turn++)) {
                    time(row, contender);
                }
            }
        }
    }

    /** The contenders, another one first each time. */
    private List<Contender> from(int turn) {
        List<Contender> all = results.contenders();
        int first = turn % all.size();
        List<Contender> turned = new ArrayList<>(all.subList(first, all.size()));
        turned.addAll(all.subList(0, first));
        return turned;
    }

    private void time(Row row, Contender contender) throws IOException {
        Set<Contender> without = absent.computeIfAbsent(row, _ -> EnumSet.noneOf(Contender.class));
        if (!contender.takes(row) || without.contains(contender)) {
            return;
        }
        Measurement measurement = results.at(row, contender);
        try {
            if (row.isProcess()) {
                timeProcesses(row, contender, measurement);
            } else {
                timeOperations(row, contender, measurement);
            }
        } catch (Contestant.AbsentException e) {
            without.add(contender);
        } catch (IOException e) {
            without.add(contender);
            measurement.fail(e.getMessage());
            progress.accept(
                    "%s of %s failed: %s".formatted(row.name(), contender.label(), e.getMessage()));
        }
    }

    private void timeOperations(Row row, Contender contender, Measurement measurement)
            throws IOException {
        Check reference = reference(row);
        try (var contestant =
                Contestant.start(contender.command(setting, row), setting.threads())) {
            contestant.run(OPERATIONS_BEFORE_CHECK);
            var verdict = contestant.check().against(reference);
            measurement.verdict(verdict);
            if (verdict == Check.Verdict.DIFFERENT) {
                throw new IOException("its result is not that of C++");
            }
            measurement.add(policy.time(contestant));
            contestant.peakBytes().ifPresent(measurement::peak);
        }
    }

    private Check reference(Row row) throws IOException {
        Check known = references.get(row);
        if (known != null) {
            return known;
        }
        try (var cpp = Contestant.start(Contender.CPP.command(setting, row), setting.threads())) {
            cpp.run(OPERATIONS_BEFORE_CHECK);
            Check reference = cpp.check();
            references.put(row, reference);
            return reference;
        }
    }

    private void timeProcesses(Row row, Contender contender, Measurement measurement)
            throws IOException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < policy.processes(); i++) {
            long start = System.nanoTime();
            try (var contestant =
                    Contestant.start(contender.command(setting, row), setting.threads())) {
                contestant.finish();
                times.add((double) (System.nanoTime() - start));
            }
        }
        measurement.add(times);
    }
}
