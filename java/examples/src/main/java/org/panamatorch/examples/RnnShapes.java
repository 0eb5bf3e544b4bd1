package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The shapes of an RNN's output and last hidden state. */
@Command(
        name = "rnn_shapes",
        description =
                "nn.RNN with batch_first: the shapes and values of its output and its last hidden"
                        + " state.",
        mixinStandardHelpOptions = true)
final class RnnShapes implements Runnable {
    private static final int BATCH_SIZE = 1;
    private static final int SEQ_LEN = 3;
    private static final int INPUT_SIZE = 4;
    private static final int HIDDEN_SIZE = 2;
    private static final int NUM_LAYERS = 1;

    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        RNN cell = new RNN(INPUT_SIZE, HIDDEN_SIZE, o -> o.numLayers(NUM_LAYERS).batchFirst(true));
        Tensor inputs = Torch.randn(BATCH_SIZE, SEQ_LEN, INPUT_SIZE);
        Tensor zeros = Torch.zeros(NUM_LAYERS, BATCH_SIZE, HIDDEN_SIZE);
        RNN.Output result = cell.call(inputs, zeros);
        System.out.println("output size: " + result.output().shape());
        System.out.println("output: " + result.output());
        System.out.println("hidden size: " + result.hidden().shape());
        System.out.println("hidden: " + result.hidden());
    }
}
