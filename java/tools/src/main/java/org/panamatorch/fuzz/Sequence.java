package org.panamatorch.fuzz;

import org.panamatorch.fuzz.FuzzOptions.Mode;
import org.panamatorch.parity.RecordedCalls;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A random sequence of calls: what a seed and a number give is always the same. */
final class Sequence {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 60;
    private static final int MOST_THREADS = 4;
    private static final int SHARED = 8;

    /** The first step of a thread; a program's ids are unique. */
    static final int PER_THREAD = 1000;

    /** What is told of each step. */
    interface Watcher {
        void before(Step step);

        void after(Step step, Throwable thrown);
    }

    private final FuzzOptions options;
    private final SplittableRandom random;
    private final Mode mode;
    private final boolean virtual;
    private final Journal journal;
    private final Watcher watcher;
    private final long seed;

    Sequence(FuzzOptions options, long number, Journal journal, Watcher watcher) {
        this.options = options;
        this.journal = journal;
        this.watcher = watcher;
        // Neighbouring numbers give unrelated sequences.
        seed = new SplittableRandom(options.seed() * 1_000_000_007L + number).nextLong();
        random = new SplittableRandom(seed);
        mode = mode();
        virtual = random.nextInt(3) == 0;
    }

    private Mode mode() {
        int chosen = random.nextInt(10);
        Mode wanted =
                chosen < 4
                        ? Mode.TYPED
                        : chosen < 6 ? Mode.NAMED : chosen < 9 ? Mode.HOSTILE : Mode.THREADS;
        return options.modes().contains(wanted)
                ? wanted
                : List.copyOf(options.modes()).get(chosen % options.modes().size());
    }

    boolean isVirtual() {
        return virtual;
    }

    void run() {
        Settings.reset(seed);
        Run first = new Run(null, journal);
        if (mode == Mode.THREADS) {
            Chooser chooser = new Chooser(random, first, false);
            for (int i = 0; i < SHARED; i++) {
                perform(new Step(i, 0, Step.Place.PLAIN, chooser.shared()), first);
            }
            Threads.run(
                    random.nextInt(2, MOST_THREADS + 1), virtual, thread -> thread(thread, first));
        } else {
            steps(0, random, first);
        }
        first.close();
    }

    private void thread(int thread, Run shared) {
        Run own = new Run(shared, journal);
        steps(thread, new SplittableRandom(seed + thread), own);
        own.close();
    }

    private void steps(int thread, SplittableRandom decisions, Run run) {
        int length = decisions.nextInt(SHORTEST, LONGEST);
        List<Call> good = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Target target = target(decisions);
            boolean reads = thread > 0 && Sharing.onlyReads(target);
            Chooser chooser = new Chooser(decisions, run, reads);
            Call call =
                    mode != Mode.HOSTILE
                            ? chooser.call(target)
                            : !good.isEmpty() && decisions.nextInt(4) > 0
                                    ? chooser.spoilt(chooser.pick(good))
                                    : valid(chooser, target, decisions);
            Step step = new Step(PER_THREAD * thread + i, thread, chooser.place(), call);
            if (thread == 0 || reads || !run.usesShared(call)) {
                Throwable thrown = perform(step, run);
                if (thrown == null) {
                    good.add(call);
                }
            }
        }
    }

    private Call valid(Chooser chooser, Target target, SplittableRandom decisions) {
        if (options.recording() == null || decisions.nextBoolean()) {
            return chooser.call(target);
        }
        RecordedCalls calls = RecordedCalls.of(options.recording());
        int line = decisions.nextInt(calls.count());
        if (Exclusions.reasonByName(calls.operator(line)) != null) {
            return chooser.call(target);
        }
        return new Call(
                calls.operator(line),
                IntStream.range(0, calls.arguments(line))
                        .<Recipe>mapToObj(i -> new Recorded(options.recording(), line, i))
                        .toList());
    }

    private Target target(SplittableRandom decisions) {
        Targets all = Targets.all();
        boolean named = mode == Mode.NAMED || mode == Mode.HOSTILE && decisions.nextInt(3) == 0;
        if (named && !all.named.isEmpty()) {
            return pick(all.named, decisions);
        }
        int kind = decisions.nextInt(20);
        if (kind < 10 && !all.operators.isEmpty()) {
            return pick(all.operators, decisions);
        }
        if (kind < 16 && !all.modules.isEmpty()) {
            return pick(pick(all.modules, decisions), decisions);
        }
        if (!all.others.isEmpty()) {
            return pick(pick(all.others, decisions), decisions);
        }
        return all.operators.isEmpty()
                ? pick(
                        pick(all.modules.isEmpty() ? List.of(all.named) : all.modules, decisions),
                        decisions)
                : pick(all.operators, decisions);
    }

    private static <T> T pick(List<T> list, SplittableRandom decisions) {
        return list.get(decisions.nextInt(list.size()));
    }

    private Throwable perform(Step step, Run run) {
        watcher.before(step);
        journal.step(step.thread(), step.id());
        Throwable thrown = run.perform(step);
        watcher.after(step, thrown);
        return thrown;
    }
}
