package org.panamatorch.cli;

import org.panamatorch.TorchException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/** {@code panamatorch}: one command for each thing to do. */
@Command(
        name = "panamatorch",
        description = "Works with files of weights, and with this installation.",
        subcommands = {ConvertCommand.class, DoctorCommand.class, ShowCommand.class},
        mixinStandardHelpOptions = true,
        version = "panamatorch 0.1.0")
public final class PanamaTorchCommand implements Runnable {
    /** The status where a file is not what it should be; that of a wrong usage is picocli's 2. */
    private static final int FILE_STATUS = 1;

    @Spec private CommandSpec spec;

    private PanamaTorchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /**
     * The command line, ready to be executed.
     *
     * @param out where results go
     * @param err where errors go
     * @return the command line
     */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new PanamaTorchCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(
                        (exception, line, _) -> {
                            line.getErr().println("panamatorch: " + text(exception));
                            return FILE_STATUS;
                        });
    }

    private static String text(Exception exception) throws Exception {
        return switch (exception) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case IOException wrong -> wrong.getMessage();
            // What a format does not have.
            case IllegalArgumentException refused -> refused.getMessage();
            case TorchException refused -> refused.getMessage();
            default -> throw exception;
        };
    }

    /**
     * Executes a command.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err).execute(arguments));
    }
}
