package org.panamatorch.fuzz;

import java.util.stream.Stream;

/**
 * What an earlier step returned, or a part of it.
 *
 * @param step the step
 * @param part 0 for all, else the number of an element or component
 */
record ResultOf(int step, int part) implements Recipe {
    @Override
    public Object make(Run run) {
        return run.result(step, part);
    }

    @Override
    public Stream<Integer> steps() {
        return Stream.of(step);
    }

    @Override
    public String toString() {
        return "r" + step + (part == 0 ? "" : "(" + part + ")");
    }
}
