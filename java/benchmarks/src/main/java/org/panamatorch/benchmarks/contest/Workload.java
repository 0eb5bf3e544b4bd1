package org.panamatorch.benchmarks.contest;

/** A workload ready to be timed. */
public interface Workload {
    /**
     * Does the operation.
     *
     * @param count how often
     */
    void run(long count);

    /**
     * Does the operation once more.
     *
     * @return what came out
     */
    float[] result();
}
