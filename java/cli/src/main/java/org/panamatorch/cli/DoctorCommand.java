package org.panamatorch.cli;

import org.panamatorch.internal.load.Doctor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Tells how the native library was found, and what of this machine matters to it. */
@Command(
        name = "doctor",
        description =
                "Tells where the native library was looked for, what was found, and what of this"
                        + " machine matters to it: a text for an issue.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--verify", description = "compare the files of the cache with their hashes")
    private boolean verify;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Doctor.report(verify));
        out.flush();
        return 0;
    }
}
