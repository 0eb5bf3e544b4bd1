package org.panamatorch.fuzz;

import java.io.Serializable;
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

    @Override
    public String toString() {
        return steps.stream().map(step -> "    " + step).collect(Collectors.joining("\n"));
    }
}
