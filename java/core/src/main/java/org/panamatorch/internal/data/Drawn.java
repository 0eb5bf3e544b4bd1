package org.panamatorch.internal.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Indices that are drawn several at a time, when the first of them is asked for. */
public abstract class Drawn implements Iterator<Long> {
    private long[] drawn = {};
    private int next;

    /** Makes an iterator that has drawn nothing yet. */
    protected Drawn() {}

    /**
     * Indices that are all drawn together.
     *
     * @param draw draws them
     * @return the indices
     */
    public static Drawn once(Supplier<long[]> draw) {
        return new Drawn() {
            private boolean isDrawn;

            @Override
            protected long[] draw() {
                if (isDrawn) {
                    return null;
                }
                isDrawn = true;
                return draw.get();
            }
        };
    }

    /**
     * Draws the next indices.
     *
     * @return the indices, maybe none, or null at the end
     */
    protected abstract long[] draw();

    /** Called once there are no more. */
    protected void end() {}

    @Override
    public final boolean hasNext() {
        while (drawn != null && next == drawn.length) {
            drawn = draw();
            next = 0;
            if (drawn == null) {
                end();
            }
        }
        return drawn != null;
    }

    @Override
    public final Long next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the pass is over: there are no more indices");
        }
        return drawn[next++];
    }
}
