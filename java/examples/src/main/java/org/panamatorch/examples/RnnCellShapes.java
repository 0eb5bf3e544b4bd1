package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The shapes of an RNNCell's input and state. */
@Command(
        name = "rnncell_shapes",
        description = "One RNNCell stepped by hand over a sequence: the shapes at every step.",
        mixinStandardHelpOptions = true)
final class RnnCellShapes implements Runnable {
    private static final int BATCH_SIZE = 1;
    private static final int SEQ_LEN = 3;
    private static final int INPUT_SIZE = 4;
    private static final int HIDDEN_SIZE = 2;

    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        RNNCell cell = new RNNCell(INPUT_SIZE, HIDDEN_SIZE);
        Tensor dataset = Torch.randn(SEQ_LEN, BATCH_SIZE, INPUT_SIZE);
        Tensor hidden = Torch.zeros(BATCH_SIZE, HIDDEN_SIZE);
        String line = "=".repeat(20);
        int step = 0;
        for (Tensor input : dataset) {
            System.out.println(line + " " + step++ + " " + line);
            System.out.println("Input size: " + input.shape());
            hidden = cell.call(input, hidden);
            System.out.println("output size: " + hidden.shape());
            System.out.println(hidden);
            System.out.println(hidden.detach());
        }
    }
}
