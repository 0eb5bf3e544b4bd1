package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;

/** An RNNCell that is stepped by hand, character by character. */
@Command(
        name = "hello_rnncell",
        description =
                "Learn \"hello\" -> \"ohlol\" with an RNNCell stepped by hand: 60 epochs of Adam,"
                        + " lr 0.01.",
        mixinStandardHelpOptions = true)
final class HelloRnnCell implements Runnable {
    private static final int EPOCHS = 60;
    private static final int INPUT_SIZE = 4;
    private static final int HIDDEN_SIZE = 4;
    private static final int BATCH_SIZE = 1;

    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        Tensor oneHot = Torch.eye(INPUT_SIZE).indexSelect(0, Torch.tensor(Hello.HELLO));
        List<Tensor> inputs = oneHot.view(-1, BATCH_SIZE, INPUT_SIZE).stream().toList();
        List<Tensor> labels = Torch.tensor(Hello.OHLOL).view(-1, 1).stream().toList();
        RNNCell cell = new RNNCell(INPUT_SIZE, HIDDEN_SIZE);
        CrossEntropyLoss criterion = new CrossEntropyLoss();
        Adam optimizer = new Adam(cell.parameters(), 0.01);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            try (var _ = new TensorScope()) {
                optimizer.zeroGrad();
                Tensor hidden = Torch.zeros(BATCH_SIZE, HIDDEN_SIZE);
                Tensor loss = null;
                StringBuilder predicted = new StringBuilder();
                for (int i = 0; i < inputs.size(); i++) {
                    hidden = cell.call(inputs.get(i), hidden);
                    Tensor step = criterion.call(hidden, labels.get(i));
                    loss = loss == null ? step : loss.add(step);
                    predicted.append(Hello.decoded(hidden.max(1).indices().item().longValue()));
                }
                loss.backward();
                optimizer.step();
                Python.print(
                        "Predicted string:{}, epoch[{}/{}] loss={:.4f}",
                        predicted,
                        epoch,
                        EPOCHS,
                        loss.item());
            }
        }
    }
}
