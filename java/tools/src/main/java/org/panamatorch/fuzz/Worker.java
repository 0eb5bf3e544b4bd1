package org.panamatorch.fuzz;

import org.panamatorch.NativeMemory;
import org.panamatorch.Torch;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The process that may end. */
final class Worker {
    // A collection takes as long as some hundred calls.
    private static final int PER_LEAK_CHECK = Integer.getInteger("fuzz.batch", 400);
    private static final int REPETITIONS = 2;
    private static final int UNCAUGHT = 70;

    private final Path folder;
    private final Journal journal;
    private final Set<String> reported = new HashSet<>();

    private Worker(Path folder) throws IOException {
        this.folder = folder;
        journal = new Journal(folder.resolve("journal"));
    }

    /**
     * Does a task.
     *
     * @param args the folder that the task is in, and to which findings are written
     */
    public static void main(String[] args) throws IOException {
        // No process is left behind when the fuzzer is stopped.
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        // A thread of the library's that ends by an exception is as bad.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> {
                    thrown.printStackTrace();
                    Runtime.getRuntime().halt(UNCAUGHT);
                });
        Worker worker = new Worker(Path.of(args[0]));
        Task task = Task.read(worker.folder.resolve("task"), Task.class);
        Torch.setNumThreads(1);
        Targets.prepare(task.options());
        worker.journal.beat();
        switch (task) {
            case Task.Explore explore -> worker.explore(explore);
            case Task.Locate locate -> worker.locate(locate);
            case Task.Describe describe -> worker.describe(describe);
            case Task.Try programs -> worker.tryAll(programs);
            case Task.Reduce reduce -> worker.reduce(reduce);
        }
        // Threads of the sequences may be left.
        Runtime.getRuntime().halt(0);
    }

    private void explore(Task.Explore task) {
        NativeMemory.collect();
        long end = task.first() + task.count();
        for (long first = task.first(); first < end; first += PER_LEAK_CHECK) {
            long last = Math.min(end, first + PER_LEAK_CHECK);
            reportLeak(first, last, leftEachTime(task.options(), first, last, Leaks.PATIENTLY));
        }
    }

    /** Halves a range of sequences that leak as long as one of the halves does. */
    private void locate(Task.Locate task) {
        long first = task.first();
        long end = first + task.count();
        String leak = leftEachTime(task.options(), first, end, Leaks.SOON);
        boolean narrower = leak != null;
        while (narrower && end - first > 1) {
            long middle = first + (end - first) / 2;
            String before = leftEachTime(task.options(), first, middle, Leaks.SOON);
            String after =
                    before == null ? leftEachTime(task.options(), middle, end, Leaks.SOON) : null;
            narrower = before != null || after != null;
            if (narrower) {
                leak = before == null ? after : before;
                first = before == null ? middle : first;
                end = before == null ? end : middle;
            }
        }
        reportLeak(first, end, leak);
    }

    private void reportLeak(long first, long end, String leak) {
        if (leak != null) {
            String site = first + (end - first == 1 ? "" : " to " + (end - 1));
            report(new Finding(Finding.Kind.LEAK, site, leak, first, null));
        }
    }

    /**
     * What some sequences leave behind, or null. What they leave only once, such as a constant that
     * is made at its first use, is no leak.
     */
    private String leftEachTime(FuzzOptions options, long first, long end, int looks) {
        return left(options, first, end, looks) == null ? null : left(options, first, end, looks);
    }

    private String left(FuzzOptions options, long first, long end, int looks) {
        Leaks before = Leaks.now();
        for (long number = first; number < end; number++) {
            journal.begin(number);
            List<Step> steps = Collections.synchronizedList(new ArrayList<>());
            Sequence sequence = new Sequence(options, number, journal, watcher(steps, number));
            Threads.runOnOne(sequence::run);
        }
        return Leaks.since(before, journal, looks);
    }

    private Sequence.Watcher watcher(List<Step> steps, long number) {
        return new Sequence.Watcher() {
            @Override
            public void before(Step step) {
                steps.add(step);
            }

            @Override
            public void after(Step step, Throwable thrown) {
                String fault = thrown == null ? null : Verdict.fault(thrown, step.place());
                if (fault != null) {
                    List<Step> own;
                    synchronized (steps) {
                        own = new ArrayList<>(steps);
                    }
                    own.removeIf(other -> other.thread() != step.thread() && other.thread() > 0);
                    report(
                            new Finding(
                                    Finding.Kind.EXCEPTION,
                                    Verdict.site(thrown),
                                    fault + "\n" + text(thrown),
                                    number,
                                    new Program(false, own)));
                }
            }
        };
    }

    private static String text(Throwable thrown) {
        StringBuilder text = new StringBuilder("    " + thrown);
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().contains(".reflect.")
                    || frame.getClassName().contains(".fuzz.")) {
                break;
            }
            text.append("\n        at ").append(frame);
        }
        return text.toString();
    }

    private synchronized void report(Finding finding) {
        if (reported.add(finding.key())) {
            try {
                Task.write(folder.resolve("finding" + reported.size()), finding);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void describe(Task.Describe task) throws IOException {
        journal.begin(task.sequence());
        try (ObjectOutputStream out =
                new ObjectOutputStream(Files.newOutputStream(folder.resolve("steps")))) {
            Sequence.Watcher watcher =
                    new Sequence.Watcher() {
                        @Override
                        public synchronized void before(Step step) {
                            try {
                                out.writeObject(step);
                                out.flush();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }

                        @Override
                        public synchronized void after(Step step, Throwable thrown) {
                            if (task.options().replay() >= 0) {
                                System.out.println(
                                        step + (thrown == null ? "" : "    // " + thrown));
                            }
                        }
                    };
            Threads.runOnOne(new Sequence(task.options(), task.sequence(), journal, watcher)::run);
        }
    }

    private void tryAll(Task.Try task) {
        for (int i = 0; i < task.candidates().size(); i++) {
            journal.begin(i);
            thrown(task.candidates().get(i));
        }
    }

    private void reduce(Task.Reduce task) throws IOException {
        Optional<Program> best = Optional.of(task.program()).filter(whole -> shows(task, whole));
        while (best.isPresent()) {
            Task.write(folder.resolve(Task.REDUCED), best.get());
            best =
                    best.get().smaller().stream()
                            .filter(candidate -> shows(task, candidate))
                            .findFirst();
        }
    }

    private boolean shows(Task.Reduce task, Program program) {
        return task.kind() == Finding.Kind.LEAK
                ? leaks(program)
                : thrown(program).contains(task.site());
    }

    /** Runs a program; the sites of what was thrown. */
    private Set<String> thrown(Program program) {
        Set<String> sites = Collections.synchronizedSet(new HashSet<>());
        Threads.runOnOne(
                () -> {
                    Settings.reset(0);
                    Run first = new Run(null, journal);
                    perform(program, 0, first, sites);
                    Threads.run(
                            program.threads(),
                            program.virtual(),
                            thread -> {
                                Run own = new Run(first, journal);
                                perform(program, thread, own, sites);
                                own.close();
                            });
                    first.close();
                });
        return sites;
    }

    private void perform(Program program, int thread, Run run, Set<String> sites) {
        for (Step step : program.steps()) {
            if (step.thread() == thread) {
                journal.step(thread, step.id());
                Throwable thrown = run.perform(step);
                if (thrown != null && Verdict.fault(thrown, step.place()) != null) {
                    sites.add(Verdict.site(thrown));
                }
            }
        }
    }

    /** Whether each repetition of a program leaves more behind. */
    private boolean leaks(Program program) {
        thrown(program);
        NativeMemory.collect();
        NativeMemory.collect();
        for (int i = 0; i < REPETITIONS; i++) {
            Leaks before = Leaks.now();
            thrown(program);
            if (Leaks.since(before, journal, Leaks.SOON) == null) {
                return false;
            }
        }
        return true;
    }
}
