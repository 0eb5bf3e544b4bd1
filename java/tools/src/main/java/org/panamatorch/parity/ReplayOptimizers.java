package org.panamatorch.parity;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The program behind {@code scripts/replay-optimizers}. */
public final class ReplayOptimizers {
    private static final ReplayProgram PROGRAM =
            new ReplayProgram(
                    "replay-optimizers",
                    OptimizerReplay.FILE,
                    (storages, report) -> new OptimizerReplay(storages, report)::replay);

    private ReplayOptimizers() {}

    /**
     * Replays the optimizer cases of a recording; the exit status is 0 only if every case passed.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        PROGRAM.main(args);
    }

    /** Replays a recording; returns whether every case passed. */
    static boolean run(Path folder, PrintStream out) throws IOException {
        return PROGRAM.run(folder, out);
    }
}
