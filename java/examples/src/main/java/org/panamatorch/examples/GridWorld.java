package org.panamatorch.examples;

import java.util.Set;

/**
 * A grid to find a way through, from the first field to the last.
 *
 * @param pits fields that end it badly
 */
record GridWorld(Set<Long> pits) {
    static final int SIDE = 4;

    /** After how many steps one gives up. */
    static final int LIMIT = 30;

    /** Where a step led to, what it earned, and whether it was the last. */
    record Step(long position, double reward, boolean done) {}

    /** Goes up, down, left or right, or stays where the edge is. */
    Step step(long position, long action) {
        long row = position / SIDE;
        long column = position % SIDE;
        switch ((int) action) {
            case 0 -> row = Math.max(row - 1, 0);
            case 1 -> row = Math.min(row + 1, SIDE - 1);
            case 2 -> column = Math.max(column - 1, 0);
            default -> column = Math.min(column + 1, SIDE - 1);
        }
        long next = row * SIDE + column;
        if (next == SIDE * SIDE - 1) {
            return new Step(next, 1.0, true);
        }
        return pits.contains(next) ? new Step(next, -1.0, true) : new Step(next, -0.02, false);
    }
}
