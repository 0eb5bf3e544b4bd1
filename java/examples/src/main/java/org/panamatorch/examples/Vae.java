package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;
import org.panamatorch.option.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A variational autoencoder. */
@Command(
        name = "vae",
        description = "Train a variational autoencoder on pictures of a spot, then draw one.",
        mixinStandardHelpOptions = true)
final class Vae implements Runnable {
    @Mixin private SeedOption seed;

    private record Output(Tensor reconstruction, Tensor mu, Tensor logvar) {}

    private static final class VAE extends FunctionModule<Tensor, Output> {
        private final Linear enc = register("enc", new Linear(64, 48));
        private final Linear mu = register("mu", new Linear(48, 4));
        private final Linear logvar = register("logvar", new Linear(48, 4));
        private final Sequential dec =
                register(
                        "dec",
                        new Sequential(
                                new Linear(4, 48), new ReLU(), new Linear(48, 64), new Sigmoid()));

        @Override
        protected Output forward(Tensor x) {
            var h = enc.call(x).relu();
            var mean = mu.call(h);
            var logVariance = logvar.call(h);
            var z = mean.add(logVariance.mul(0.5).exp().mul(Torch.randnLike(mean)));
            return new Output(dec.call(z), mean, logVariance);
        }
    }

    @Override
    public void run() {
        seed.start();
        var cx = Torch.rand(1024, 1, 1).mul(7);
        var cy = Torch.rand(1024, 1, 1).mul(7);
        var g = Torch.arange(8.0);
        var dx = g.index(newAxis(), all(), newAxis()).sub(cx);
        var dy = g.index(newAxis(), newAxis(), all()).sub(cy);
        var x = dx.square().add(dy.square()).neg().div(2).exp().flatten(1);
        var model = new VAE();
        var optimizer = new Adam(model.parameters(), o -> o.lr(2e-3));
        for (int epoch = 0; epoch < 20; epoch++) {
            double total = 0;
            for (var batch : x.index(Torch.randperm(1024)).split(128)) {
                try (var _ = new TensorScope()) {
                    var out = model.call(batch);
                    var mu = out.mu();
                    var logvar = out.logvar();
                    var bce =
                            Functional.binaryCrossEntropy(
                                    out.reconstruction(), batch, o -> o.reduction(Reduction.SUM));
                    var kld = logvar.add(1).sub(mu.square()).sub(logvar.exp()).sum().mul(-0.5);
                    var loss = bce.add(kld);
                    optimizer.zeroGrad();
                    loss.backward();
                    optimizer.step();
                    total += loss.itemDouble();
                }
            }
            if (epoch % 4 == 3) {
                Python.print("{} {:.9f}", epoch, total / 1024);
            }
        }
        Tensor image = Torch.noGrad(() -> model.dec.call(Torch.randn(1, 4)).view(8, 8));
        System.out.println(image.mul(9).round().to(DType.INT64));
    }
}
