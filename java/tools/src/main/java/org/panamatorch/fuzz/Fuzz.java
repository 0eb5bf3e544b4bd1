package org.panamatorch.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The program behind {@code scripts/fuzz}: starts workers, and another one after each that ended.
 */
public final class Fuzz {
    private static final int PER_WORKER = 40_000;
    // One leak shows in many batches, and each takes a while to reduce.
    private static final int MOST_LEAKS = 5;
    private static final int USAGE_ERROR = 2;
    private static final long NANOS = 1_000_000_000;
    private static final long REPORT_SECONDS = 60;

    private final FuzzOptions options;
    private final Path folder = Files.createTempDirectory("fuzz");
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong sequences = new AtomicLong();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long reported;
    private int leaks;
    private Throwable failure;

    private Fuzz(FuzzOptions options) throws IOException {
        this.options = options;
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFolder));
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("fuzz: " + folder + " is left behind: " + e);
        }
    }

    /**
     * Makes sequences of calls until there are enough.
     *
     * @param args options, as the script's help says
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        FuzzOptions options = null;
        try {
            options = FuzzOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("fuzz: " + e.getMessage());
            System.exit(USAGE_ERROR);
        }
        System.exit(run(options) ? 0 : 1);
    }

    /** Whether nothing was found. */
    static boolean run(FuzzOptions options) throws IOException, InterruptedException {
        Targets.prepare(options);
        Fuzz fuzz = new Fuzz(options);
        return options.replay() >= 0 ? fuzz.replay() : fuzz.explore();
    }

    private Child child(String name) throws IOException {
        return new Child(folder.resolve(name), options.guard());
    }

    /** Prints the calls of one sequence, and what is found in it. */
    private boolean replay() throws IOException, InterruptedException {
        Child child = child("replay");
        child.run(new Task.Describe(options, options.replay()), Long.MAX_VALUE, Long.MAX_VALUE);
        Files.copy(child.folder.resolve("output"), System.out);
        work(child, options.replay(), 1);
        report();
        return findings.isEmpty();
    }

    private boolean explore() throws IOException, InterruptedException {
        System.out.println("seed " + options.seed());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.jobs(); i++) {
            Child child = child("job" + i);
            threads.add(Thread.ofPlatform().start(() -> job(child)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure != null) {
            throw new IOException(failure);
        }
        long seconds = (System.nanoTime() - start) / NANOS;
        report();
        System.out.printf(
                Locale.ROOT,
                "%nseed %d: %,d calls in %,d sequences, %d s, %,d calls/s: %d findings%n",
                options.seed(),
                calls.get(),
                sequences.get(),
                seconds,
                calls.get() / Math.max(1, seconds),
                findings.size());
        return findings.isEmpty();
    }

    /** Reduces and prints the findings. */
    private void report() throws IOException, InterruptedException {
        Reducer reducer = new Reducer(options, child("reducer"));
        int number = 0;
        for (Finding finding : inOrder()) {
            Finding reduced = reducer.reduce(finding);
            System.out.printf(
                    Locale.ROOT,
                    "%n%d. %s, seen %d times%n%s%n    %s%n",
                    ++number,
                    reduced.key(),
                    counts.get(finding.key()),
                    reduced.detail(),
                    options.replayCommand(reduced.sequence()));
            if (reduced.program() != null) {
                System.out.println(reduced.program());
            }
        }
    }

    /** The findings, the gravest first. */
    private List<Finding> inOrder() {
        return findings.values().stream().sorted(Comparator.comparing(Finding::kind)).toList();
    }

    private void job(Child child) {
        try {
            while (calls.get() < options.calls() && System.nanoTime() < deadline()) {
                long first = next.getAndAdd(PER_WORKER);
                work(child, first, PER_WORKER);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    private long deadline() {
        return options.replay() >= 0 ? Long.MAX_VALUE : start + options.seconds() * NANOS;
    }

    /** Makes some sequences, in as many processes as it takes. */
    private void work(Child child, long first, int count) throws IOException, InterruptedException {
        long at = first;
        long end = first + count;
        while (at < end && calls.get() < options.calls() && System.nanoTime() < deadline()) {
            Task task = new Task.Explore(options, at, (int) (end - at));
            Child.End ended = child.run(task, options.calls() - calls.get(), deadline());
            calls.addAndGet(child.journal.calls());
            sequences.addAndGet(child.journal.sequence() - at + 1);
            for (Finding finding : child.findings()) {
                add(finding);
            }
            if (ended.kind() != null && child.journal.pulse() == 0) {
                throw new IOException(
                        "no call was made: " + Files.readString(child.folder.resolve("output")));
            }
            at = ended.kind() == null ? end : child.journal.sequence() + 1;
            if (ended.kind() != null) {
                // A hang's stack says what was called; of a death only the journal knows.
                String site =
                        ended.kind() == Finding.Kind.HANG && !ended.site().isEmpty()
                                ? ended.site()
                                : child.journal.target() + " in " + ended.site();
                add(new Finding(ended.kind(), site, ended.detail(), at - 1, null));
            }
            progress();
        }
    }

    private synchronized void add(Finding finding) {
        if (finding.kind() == Finding.Kind.LEAK && ++leaks > MOST_LEAKS) {
            return;
        }
        counts.merge(finding.key(), 1, Integer::sum);
        if (findings.putIfAbsent(finding.key(), finding) == null) {
            System.out.println(finding.key() + "    " + options.replayCommand(finding.sequence()));
        }
    }

    private synchronized void progress() {
        long seconds = (System.nanoTime() - start) / NANOS;
        if (seconds >= reported + REPORT_SECONDS) {
            reported = seconds;
            System.err.printf(Locale.ROOT, "%,d calls after %d s%n", calls.get(), seconds);
        }
    }
}
