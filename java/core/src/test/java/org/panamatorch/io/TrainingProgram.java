package org.panamatorch.io;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.data.DataLoader;
import org.panamatorch.data.TensorDataset;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.optim.AdamW;
import org.panamatorch.optim.lr.CosineAnnealingLR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Trains from a checkpoint on, where there is one, and prints what has come of the parameters. */
final class TrainingProgram {
    private TrainingProgram() {}

    /**
     * Trains.
     *
     * @param arguments the seed, the last epoch and the checkpoint's file
     */
    public static void main(String[] arguments) throws IOException {
        long epochs = Long.parseLong(arguments[1]);
        Path path = Path.of(arguments[2]);
        // The same data in each process, whatever its seed.
        Torch.manualSeed(1);
        Tensor x = Torch.randn(40, 3);
        Tensor y = x.sum(1, true).tanh();
        Torch.manualSeed(Long.parseLong(arguments[0]));
        Sequential model =
                new Sequential(
                        new Linear(3, 8),
                        new BatchNorm1d(8),
                        new ReLU(),
                        new Dropout(0.3),
                        new Linear(8, 1));
        AdamW optimizer = new AdamW(model.parameters(), o -> o.lr(0.05));
        CosineAnnealingLR schedule = new CosineAnnealingLR(optimizer, 10);
        Checkpoint checkpoint = Checkpoint.of(model, optimizer, schedule);
        if (Files.exists(path)) {
            checkpoint.load(path);
        }
        var loader = new DataLoader<>(new TensorDataset(x, y), o -> o.batchSize(8).shuffle(true));
        for (long epoch = checkpoint.integer("epoch", 0); epoch < epochs; epoch++) {
            for (var batch : loader) {
                try (var _ = new TensorScope()) {
                    optimizer.zeroGrad();
                    Functional.mseLoss(model.call(batch.get(0)), batch.get(1)).backward();
                    optimizer.step();
                }
            }
            schedule.step();
            checkpoint.set("epoch", epoch + 1).save(path);
        }
        Tensor all = Torch.cat(model.parameters().stream().map(Tensor::flatten).toList());
        System.out.println(Arrays.toString(all.detach().view(DType.INT32).toIntArray()));
    }
}
