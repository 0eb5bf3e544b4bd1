package org.panamatorch.benchmarks.contest;

import java.util.function.Supplier;

/** A loop of new arrays, which the compiler may not drop. */
public final class ArrayReads implements Workload {
    private final Supplier<float[]> array;
    private float[] last;

    /**
     * Reads an array again and again.
     *
     * @param array reads it
     */
    public ArrayReads(Supplier<float[]> array) {
        this.array = array;
    }

    @Override
    public void run(long count) {
        for (long i = 0; i < count; i++) {
            last = array.get();
        }
    }

    @Override
    public float[] result() {
        last = array.get();
        return last;
    }
}
