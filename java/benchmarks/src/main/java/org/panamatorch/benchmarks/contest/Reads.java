package org.panamatorch.benchmarks.contest;

import java.util.function.DoubleSupplier;

/** A loop of numbers, which the compiler may not drop. */
public final class Reads implements Workload {
    private final DoubleSupplier number;
    private double sum;

    /**
     * Reads a number again and again.
     *
     * @param number reads it
     */
    public Reads(DoubleSupplier number) {
        this.number = number;
    }

    @Override
    public void run(long count) {
        double partial = 0;
        for (long i = 0; i < count; i++) {
            partial += number.getAsDouble();
        }
        sum += partial;
    }

    @Override
    public float[] result() {
        return new float[] {(float) number.getAsDouble()};
    }
}
