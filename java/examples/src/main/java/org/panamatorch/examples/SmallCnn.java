package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;
import org.panamatorch.optim.lr.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A CNN with batch norm, dropout, augmentation; SGD with Nesterov, StepLR. */
@Command(
        name = "small_cnn",
        description =
                "Train a CNN to tell stripes: batch norm, dropout, augmentation; SGD with Nesterov,"
                        + " StepLR.",
        mixinStandardHelpOptions = true)
final class SmallCnn implements Runnable {
    @Mixin private SeedOption seed;

    private record Data(Tensor x, Tensor y) {
        static Data make(long n) {
            var y = Torch.randint(4, Shape.of(n));
            var stripes = Torch.arange(12).remainder(3).eq(0).toFloat();
            var base =
                    Torch.stack(
                            Torch.eye(12),
                            Torch.eye(12).flip(0),
                            stripes.unsqueeze(1).expand(12, 12),
                            stripes.unsqueeze(0).expand(12, 12));
            return new Data(base.index(y).unsqueeze(1).add(Torch.randn(n, 1, 12, 12).mul(0.5)), y);
        }
    }

    private static Tensor augment(Tensor x) {
        var flip = Torch.rand(x.size(0)).lt(0.5).view(-1, 1, 1, 1);
        x = Torch.where(flip, x.flip(-1).flip(-2), x);
        long[] shift = Torch.randint(-1, 2, Shape.of(2)).toLongArray();
        x = x.roll(shift, new long[] {2, 3});
        return x.add(Torch.randnLike(x).mul(0.05));
    }

    private static final class Net extends UnaryModule {
        private final Sequential features =
                register(
                        "features",
                        new Sequential(
                                new Conv2d(1, 16, 3, o -> o.padding(1).bias(false)),
                                new BatchNorm2d(16),
                                new ReLU(),
                                new MaxPool2d(2),
                                new Conv2d(16, 32, 3, o -> o.padding(1).bias(false)),
                                new BatchNorm2d(32),
                                new ReLU(),
                                new MaxPool2d(2)));
        private final Sequential classifier =
                register(
                        "classifier",
                        new Sequential(new Flatten(), new Dropout(0.3), new Linear(32 * 9, 4)));

        @Override
        protected Tensor forward(Tensor x) {
            return classifier.call(features.call(x));
        }
    }

    @Override
    public void run() {
        seed.start();
        var train = Data.make(512);
        var test = Data.make(256);
        var model = new Net();
        var optimizer =
                new SGD(
                        model.parameters(),
                        o -> o.lr(0.05).momentum(0.9).weightDecay(5e-4).nesterov(true));
        var scheduler = new StepLR(optimizer, 3, o -> o.gamma(0.3));
        for (int epoch = 0; epoch < 8; epoch++) {
            model.train();
            double total = 0;
            for (var index : Torch.randperm(512).split(64)) {
                try (var _ = new TensorScope()) {
                    var loss =
                            Functional.crossEntropy(
                                    model.call(augment(train.x().index(index))),
                                    train.y().index(index),
                                    o -> o.labelSmoothing(0.1));
                    optimizer.zeroGrad();
                    loss.backward();
                    optimizer.step();
                    total += loss.itemDouble() * index.size(0);
                }
            }
            scheduler.step();
            model.eval();
            Tensor correct = Torch.noGrad(() -> model.call(test.x()).argmax(1).eq(test.y()));
            Python.print(
                    "{} {:.9f} {:.4f} lr {:.6f}",
                    epoch,
                    total / 512,
                    correct.toFloat().mean().item(),
                    scheduler.getLastLr().getFirst());
        }
    }
}
