package org.panamatorch.fuzz;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sequence of calls.
 *
 * @param virtual whether its threads past the first are virtual ones
 * @param steps the calls
 */
record Program(boolean virtual, List<Step> steps) implements Serializable {
    int threads() {
        return steps.stream().mapToInt(Step::thread).max().orElse(0);
    }

    Program with(List<Step> others) {
        return new Program(virtual, List.copyOf(others));
    }

    /** The program with only those steps that the last one needs. */
    Program sliced() {
        Set<Integer> needed = new HashSet<>();
        List<Step> kept =
                steps.reversed().stream()
                        .filter(
                                step -> {
                                    boolean keep = needed.isEmpty() || needed.contains(step.id());
                                    if (keep) {
                                        needed.add(step.id());
                                        step.call().steps().forEach(needed::add);
                                    }
                                    return keep;
                                })
                        .toList();
        return with(kept.reversed());
    }

    /** Programs with fewer steps or simpler arguments, the smallest first. */
    List<Program> smaller() {
        List<Program> smaller = new ArrayList<>();
        if (threads() == 0 && sliced().steps.size() < steps.size()) {
            smaller.add(sliced());
        }
        // Halves, quarters and so on are left out, then single steps.
        for (int size = steps.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= steps.size(); from += size) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, from + size).clear();
                if (!fewer.isEmpty()) {
                    smaller.add(with(fewer));
                }
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.place() != Step.Place.PLAIN) {
                smaller.add(
                        with(i, new Step(step.id(), step.thread(), Step.Place.PLAIN, step.call())));
            }
            for (Recipe call : step.call().simpler()) {
                smaller.add(with(i, step.with((Call) call)));
            }
        }
        return smaller;
    }

    private Program with(int index, Step step) {
        List<Step> others = new ArrayList<>(steps);
        others.set(index, step);
        return with(others);
    }

    @Override
    public String toString() {
        return steps.stream().map(step -> "    " + step).collect(Collectors.joining("\n"));
    }
}
