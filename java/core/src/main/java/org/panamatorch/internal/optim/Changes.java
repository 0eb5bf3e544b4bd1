package org.panamatorch.internal.optim;

/** How often the states of an optimizer were changed. */
public final class Changes {
    private long number;

    /** Makes a count of none. */
    public Changes() {}

    /** Counts one more. */
    public void count() {
        number++;
    }

    /** The count, by which one sees whether there were any since another time. */
    long number() {
        return number;
    }
}
