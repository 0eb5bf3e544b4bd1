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
    // What is there by then is printed.
    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("fuzz.reduce", 90));

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
        Program reduced =
                switch (known.kind()) {
                    case EXCEPTION, LEAK -> inOneProcess(known, program);
                    case DEATH, HANG -> inManyProcesses(known.kind(), program);
                };
        return reduced != null
                ? known.with(reduced)
                : new Finding(
                        known.kind(),
                        known.site(),
                        known.detail() + "\n    (its calls alone do not show it again)",
                        known.sequence(),
                        program);
    }

    /** The least of a program that shows what its process survives, or null where it does not. */
    private Program inOneProcess(Finding finding, Program program)
            throws IOException, InterruptedException {
        child.run(
                new Task.Reduce(options, finding.kind(), finding.site(), program),
                Long.MAX_VALUE,
                deadline);
        Path file = child.folder.resolve(Task.REDUCED);
        return Files.exists(file) ? Task.read(file, Program.class) : null;
    }

    /** The least of a program that ends its process, or null where it does not. */
    private Program inManyProcesses(Finding.Kind kind, Program program)
            throws IOException, InterruptedException {
        Program best = null;
        List<Program> candidates = List.of(program);
        while (!candidates.isEmpty() && (best == null || System.nanoTime() < deadline)) {
            Child.End end =
                    child.run(
                            new Task.Try(options, candidates),
                            Long.MAX_VALUE,
                            Math.max(
                                    deadline,
                                    System.nanoTime() + Duration.ofSeconds(30).toNanos()));
            boolean shown = end.kind() == kind;
            best = shown ? candidates.get((int) child.journal.sequence()) : best;
            candidates = shown ? best.smaller() : List.of();
        }
        return best;
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
}
