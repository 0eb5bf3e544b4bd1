package org.panamatorch.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.stream.Collectors;

/** Runs one of the programs by its name. */
@Command(
        name = "run",
        synopsisSubcommandLabel = "NAME",
        description = "Runs one of the programs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Attention.class,
            AutocastBf16.class,
            BertEncoder.class,
            CharModel.class,
            Digits.class,
            Dqn.class,
            EmbeddingOptions.class,
            EmbeddingRnnModel.class,
            ExactLoader.class,
            HelloEmbedding.class,
            HelloRnn.class,
            HelloRnnCell.class,
            RecurrentModels.class,
            Reinforce.class,
            RnnCellShapes.class,
            RnnShapes.class,
            Seq2Seq.class,
            SmallCnn.class,
            SmallGpt.class,
            TimeSeries.class,
            TransformerEncoderModel.class,
            Vae.class,
        })
final class Examples implements Runnable {
    @Spec private CommandSpec spec;

    private Examples() {}

    /**
     * Runs the program that the first argument names.
     *
     * @param args the name and the program's options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Examples()).setParameterExceptionHandler(Examples::refuse);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "No program named; there are: " + names(spec.commandLine()));
    }

    private static int refuse(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        boolean unknownName = line.getParent() == null && e instanceof UnmatchedArgumentException;
        line.getErr()
                .println(
                        unknownName
                                ? "No program '" + args[0] + "'; there are: " + names(line)
                                : e.getMessage());
        line.usage(line.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static String names(CommandLine line) {
        List<String> names = line.getSubcommands().keySet().stream().sorted().toList();
        return names.stream().collect(Collectors.joining(", "));
    }
}
