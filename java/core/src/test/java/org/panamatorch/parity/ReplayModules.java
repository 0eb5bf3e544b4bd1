package org.panamatorch.parity;

import org.panamatorch.Torch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program behind {@code scripts/replay-modules}. */
public final class ReplayModules {
    private static final int USAGE_ERROR = 2;

    private ReplayModules() {}

    /**
     * Replays the module cases of a recording; the exit status is 0 only if every case passed.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        if (args.length != 1 || args[0].startsWith("-")) {
            System.err.println("usage: replay-modules DIR");
            System.exit(USAGE_ERROR);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(Path.of(args[0]), out) ? 0 : 1);
        } catch (IOException e) {
            System.err.println("replay-modules: " + e.getMessage());
            System.exit(USAGE_ERROR);
        }
    }

    /** Replays a recording; returns whether every case passed. */
    static boolean run(Path folder, PrintStream out) throws IOException {
        Path cases = Cases.in(folder, ModuleReplay.FILE);
        Torch.setNumThreads(1);
        Report report = new Report(out);
        try (Storages storages = new Storages(folder.resolve("tensors.safetensors"))) {
            Cases.forEach(cases, new ModuleReplay(storages, report)::replay);
        }
        return report.finish();
    }
}
