package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** An RNN over the whole sequence at once. */
@Command(
        name = "hello_rnn",
        description =
                "Learn \"hello\" -> \"ohlol\" with nn.RNN over the whole sequence: 15 epochs of"
                        + " Adam, lr 0.5.",
        mixinStandardHelpOptions = true)
final class HelloRnn implements Runnable {
    private static final int EPOCHS = 15;
    private static final int INPUT_SIZE = 4;
    private static final int HIDDEN_SIZE = 4;
    private static final int BATCH_SIZE = 1;

    private static final float[][] ONE_HOT = {
        {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}
    };

    @Mixin private SeedOption seed;

    private static final class Model extends UnaryModule {
        private static final int NUM_LAYERS = 1;

        private final RNN rnn = register("rnn", new RNN(INPUT_SIZE, HIDDEN_SIZE));

        @Override
        protected Tensor forward(Tensor input) {
            Tensor hidden = Torch.zeros(NUM_LAYERS, BATCH_SIZE, HIDDEN_SIZE);
            return rnn.call(input, hidden).output().view(-1, HIDDEN_SIZE);
        }
    }

    @Override
    public void run() {
        seed.start();
        float[][] rows = new float[Hello.HELLO.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ONE_HOT[(int) Hello.HELLO[i]];
        }
        Tensor inputs = Torch.tensor(rows).view(-1, BATCH_SIZE, INPUT_SIZE);
        Tensor labels = Torch.tensor(Hello.OHLOL);
        Model net = new Model();
        CrossEntropyLoss criterion = new CrossEntropyLoss();
        Adam optimizer = new Adam(net.parameters(), 0.5);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            try (var _ = new TensorScope()) {
                optimizer.zeroGrad();
                Tensor outputs = net.call(inputs);
                System.out.println(outputs.shape());
                Tensor loss = criterion.call(outputs, labels);
                loss.backward();
                optimizer.step();
                long[] predicted = outputs.max(1).indices().toLongArray();
                Python.print(
                        "Predicted string:  {},Epoch [{} / {}] loss:{:.4f}",
                        Hello.decoded(predicted),
                        epoch,
                        EPOCHS,
                        loss.item());
            }
        }
    }
}
