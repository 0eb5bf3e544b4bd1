package org.panamatorch.fuzz;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds the calls that show a fault, and leaves out and simplifies what it does not need. */
final class Reducer {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final FuzzOptions options;
    private final Child child;
    private long deadline;

    Reducer(FuzzOptions options, Child child) {
        this.options = options;
        this.child = child;
    }

    /** The finding with the fewest and simplest calls that were found to show it. */
    Finding reduce(Finding finding) throws IOException, InterruptedException {
        Finding known = finding;
        if (finding.kind() == Finding.Kind.LEAK) {
            known = located(finding);
        } else if (finding.program() == null) {
            known = finding.with(described(finding.sequence()));
        }
        Program program = known.program();
        if (program == null || program.steps().isEmpty()) {
            return known.with(null);
        }
        deadline = System.nanoTime() + LIMIT.toNanos();
        if (first(known, List.of(program)) < 0) {
            return new Finding(
                    known.kind(),
                    known.site(),
                    known.detail() + "\n    (its calls alone do not show it again)",
                    known.sequence(),
                    program);
        }
        return known.with(simplified(known, program));
    }

    /** The steps of a sequence up to the end of the process that makes it. */
    private Program described(long sequence) throws IOException, InterruptedException {
        child.run(new Task.Describe(options, sequence), Long.MAX_VALUE, Long.MAX_VALUE);
        List<Step> steps = new ArrayList<>();
        Path file = child.folder.resolve("steps");
        if (!Files.exists(file) || Files.size(file) == 0) {
            return null;
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            while (true) {
                steps.add((Step) in.readObject());
            }
        } catch (EOFException | StreamCorruptedException e) {
            return new Program(false, steps);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** The sequence among those of a batch that leaks, or as few of them as leak together. */
    private Finding located(Finding finding) throws IOException, InterruptedException {
        long last = Long.parseLong(finding.site().replaceFirst(".* ", ""));
        int count = (int) (last - finding.sequence() + 1);
        child.run(
                new Task.Locate(options, finding.sequence(), count),
                Long.MAX_VALUE,
                Long.MAX_VALUE);
        Finding found =
                child.findings().stream()
                        .filter(each -> each.kind() == Finding.Kind.LEAK)
                        .findFirst()
                        .orElse(finding);
        boolean single = !found.site().contains(" ");
        return single ? found.with(described(found.sequence())) : found;
    }

    /** The first of some programs that shows a fault again, or -1. */
    private int first(Finding finding, List<Program> candidates)
            throws IOException, InterruptedException {
        Child.End end =
                child.run(
                        new Task.Reproduce(options, finding.kind(), finding.site(), candidates),
                        Long.MAX_VALUE,
                        Math.max(deadline, System.nanoTime() + Duration.ofSeconds(30).toNanos()));
        if (end.kind() != null && end.kind() == finding.kind()) {
            return (int) child.journal.sequence();
        }
        return (int) child.journal.reproduced();
    }

    private Program simplified(Finding finding, Program program)
            throws IOException, InterruptedException {
        Program best = program;
        boolean better = true;
        while (better && System.nanoTime() < deadline) {
            List<Program> candidates = new ArrayList<>(shorter(best));
            candidates.addAll(simpler(best));
            int found = candidates.isEmpty() ? -1 : first(finding, candidates);
            better = found >= 0;
            if (better) {
                best = candidates.get(found);
            }
        }
        return best;
    }

    private static List<Program> shorter(Program program) {
        List<Program> shorter = new ArrayList<>();
        List<Step> steps = program.steps();
        if (program.threads() == 0 && program.sliced().steps().size() < steps.size()) {
            shorter.add(program.sliced());
        }
        // Halves, quarters and so on are left out, then single steps.
        for (int size = steps.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= steps.size(); from += size) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, from + size).clear();
                if (!fewer.isEmpty()) {
                    shorter.add(program.with(fewer));
                }
            }
        }
        return shorter;
    }

    private static List<Program> simpler(Program program) {
        List<Program> simpler = new ArrayList<>();
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            if (step.place() != Step.Place.PLAIN) {
                simpler.add(
                        replaced(
                                program,
                                i,
                                new Step(step.id(), step.thread(), Step.Place.PLAIN, step.call())));
            }
            for (Recipe call : step.call().simpler()) {
                simpler.add(replaced(program, i, step.with((Call) call)));
            }
        }
        return simpler;
    }

    private static Program replaced(Program program, int index, Step step) {
        List<Step> steps = new ArrayList<>(program.steps());
        steps.set(index, step);
        return program.with(steps);
    }
}
