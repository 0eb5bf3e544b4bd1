package org.panamatorch.parity;

import org.panamatorch.support.OneThread;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program behind {@code scripts/replay}. */
public final class Replay {
    private static final int USAGE_ERROR = 2;

    private Replay() {}

    /**
     * Replays a recording; the exit status is 0 only if every case passed.
     *
     * @param args the folder, and {@code --via name} or {@code --via typed}
     */
    public static void main(String[] args) {
        Path folder = null;
        String via = "name";
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--via") && i + 1 < args.length) {
                via = args[++i];
            } else if (folder == null && !args[i].startsWith("-")) {
                folder = Path.of(args[i]);
            } else {
                usageError("unexpected argument " + args[i]);
            }
        }
        if (folder == null || !via.equals("name") && !via.equals("typed")) {
            usageError(folder == null ? "no folder is given" : "--via is " + via);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(folder, via, out) ? 0 : 1);
        } catch (IOException e) {
            System.err.println("replay: " + e.getMessage());
            System.exit(USAGE_ERROR);
        }
    }

    private static void usageError(String problem) {
        System.err.println("replay: " + problem + "\nusage: replay DIR [--via name|typed]");
        System.exit(USAGE_ERROR);
    }

    /** Replays a recording; returns whether every case passed. */
    static boolean run(Path folder, String via, PrintStream out) throws IOException {
        Path cases = Cases.in(folder, OperatorReplay.FILE);
        Report report = new Report(out);
        try (OneThread _ = new OneThread();
                Storages storages = new Storages(folder.resolve("tensors.safetensors"))) {
            new OperatorReplay(storages, Route.named(via), report).run(cases);
        }
        return report.finish();
    }
}
