package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** An embedding before the RNN, and a linear layer behind it. */
@Command(
        name = "hello_embedding",
        description =
                "Learn \"hello\" -> \"ohlol\" with an embedding, a two-layer RNN and a linear"
                        + " layer: 15 epochs of Adam, lr 0.05.",
        mixinStandardHelpOptions = true)
final class HelloEmbedding implements Runnable {
    private static final int EPOCHS = 15;
    private static final int NUM_CLASS = 4;
    private static final int HIDDEN_SIZE = 8;
    private static final int EMBEDDING_SIZE = 10;
    private static final int NUM_LAYERS = 2;

    @Mixin private SeedOption seed;

    private static final class Model extends UnaryModule {
        private final Embedding emb = register("emb", new Embedding(NUM_CLASS, EMBEDDING_SIZE));
        private final RNN rnn =
                register(
                        "rnn",
                        new RNN(
                                EMBEDDING_SIZE,
                                HIDDEN_SIZE,
                                o -> o.numLayers(NUM_LAYERS).batchFirst(true)));
        private final Linear fc = register("fc", new Linear(HIDDEN_SIZE, NUM_CLASS));

        @Override
        protected Tensor forward(Tensor x) {
            Tensor hidden = Torch.zeros(NUM_LAYERS, x.size(0), HIDDEN_SIZE);
            Tensor output = rnn.call(emb.call(x), hidden).output();
            return fc.call(output).view(-1, NUM_CLASS);
        }
    }

    @Override
    public void run() {
        seed.start();
        Tensor inputs = Torch.tensor(new long[][] {Hello.HELLO});
        Tensor labels = Torch.tensor(Hello.OHLOL);
        Model net = new Model();
        CrossEntropyLoss criterion = new CrossEntropyLoss();
        Adam optimizer = new Adam(net.parameters(), 0.05);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            try (var _ = new TensorScope()) {
                optimizer.zeroGrad();
                Tensor outputs = net.call(inputs);
                Tensor loss = criterion.call(outputs, labels);
                loss.backward();
                optimizer.step();
                long[] predicted = outputs.max(1).indices().toLongArray();
                Python.print(
                        "Predicted string:  {}, Epoch [{}/{}] loss: {:.4f}",
                        Hello.decoded(predicted),
                        epoch,
                        EPOCHS,
                        loss.item());
            }
        }
    }
}
