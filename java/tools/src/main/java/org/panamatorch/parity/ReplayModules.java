package org.panamatorch.parity;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The program behind {@code scripts/replay-modules}. */
public final class ReplayModules {
    private static final ReplayProgram PROGRAM =
            new ReplayProgram(
                    "replay-modules",
                    ModuleReplay.FILE,
                    (storages, report) -> new ModuleReplay(storages, report)::replay);

    private ReplayModules() {}

    /**
     * Replays the module cases of a recording; the exit status is 0 only if every case passed.
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
