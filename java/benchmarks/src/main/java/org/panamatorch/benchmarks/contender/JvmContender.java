package org.panamatorch.benchmarks.contender;

import org.panamatorch.benchmarks.contest.ArrayReads;
import org.panamatorch.benchmarks.contest.Contest;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The contender {@code jvm}, which has no LibTorch: what a workload takes of the JVM itself. */
public final class JvmContender {
    private JvmContender() {}

    /**
     * Does a workload as it is told on standard input.
     *
     * @param args the workload's kind and numbers
     * @throws IOException where nothing can be read
     */
    public static void main(String[] args) throws IOException {
        if (!args[0].equals("floats_out")) {
            Contest.absent(args[0]);
        }
        Contest.serve(floatsOut(Parameters.of(args).count("count")));
    }

    private static Workload floatsOut(int count) {
        MemorySegment numbers =
                Arena.global().allocateFrom(ValueLayout.JAVA_FLOAT, Numbers.floats(0, 1, count));
        return new ArrayReads(() -> numbers.toArray(ValueLayout.JAVA_FLOAT));
    }
}
