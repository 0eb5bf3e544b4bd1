package org.panamatorch.parity;

import org.panamatorch.support.OneThread;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that replays one kind of cases of a recording. */
record ReplayProgram(String name, String file, Factory factory) {
    private static final int USAGE_ERROR = 2;

    /** Makes what replays a case. */
    @FunctionalInterface
    interface Factory {
        Cases.Consumer make(Storages storages, Report report);
    }

    /** Replays the recording of the only argument; the exit status is 0 only if all passed. */
    void main(String... args) {
        if (args.length != 1 || args[0].startsWith("-")) {
            System.err.println("usage: " + name + " DIR");
            System.exit(USAGE_ERROR);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(Path.of(args[0]), out) ? 0 : 1);
        } catch (IOException e) {
            System.err.println(name + ": " + e.getMessage());
            System.exit(USAGE_ERROR);
        }
    }

    /** Replays a recording; returns whether every case passed. */
    boolean run(Path folder, PrintStream out) throws IOException {
        Path cases = Cases.in(folder, file);
        Report report = new Report(out);
        try (OneThread _ = new OneThread();
                Storages storages = new Storages(folder.resolve("tensors.safetensors"))) {
            Cases.forEach(cases, factory.make(storages, report));
        }
        return report.finish();
    }
}
