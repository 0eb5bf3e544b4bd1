package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.data.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Training with a shuffled DataLoader, reproduced exactly. */
@Command(
        name = "exact_loader",
        description = "Train with a shuffled DataLoader, reproduced exactly: 6 epochs of Adam.",
        mixinStandardHelpOptions = true)
final class ExactLoader implements Runnable {
    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        var x = Torch.randn(300, 10);
        var y = x.index(all(), to(3)).sum(1).gt(0).to(DType.INT64);
        var parts = new TensorDataset(x, y).randomSplit(240, 60);
        var train =
                new DataLoader<>(parts.get(0), o -> o.batchSize(32).shuffle(true).dropLast(true));
        var validation = new DataLoader<>(parts.get(1), o -> o.batchSize(32));
        var model =
                new Sequential(new Linear(10, 32), new Dropout(0.2), new Tanh(), new Linear(32, 2));
        var optimizer = new Adam(model.parameters(), o -> o.lr(0.01));
        var criterion = new CrossEntropyLoss();
        for (int epoch = 0; epoch < 6; epoch++) {
            model.train();
            double latest = 0;
            for (var batch : train) {
                try (var _ = new TensorScope()) {
                    optimizer.zeroGrad();
                    Tensor loss = criterion.call(model.call(batch.get(0)), batch.get(1));
                    loss.backward();
                    optimizer.step();
                    latest = loss.itemDouble();
                }
            }
            model.eval();
            long correct = 0;
            try (var _ = Torch.noGrad()) {
                for (var batch : validation) {
                    correct += model.call(batch.get(0)).argmax(1).eq(batch.get(1)).sum().itemLong();
                }
            }
            Python.print("{} {:.9f} {}", epoch, latest, correct);
        }
    }
}
