package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;

/** Forecast a noisy sine with an LSTM: validation, early stopping. */
@Command(
        name = "time_series",
        description = "Forecast a noisy sine with an LSTM: validation, early stopping.",
        mixinStandardHelpOptions = true)
final class TimeSeries implements Runnable {
    @Mixin private SeedOption seed;

    private static final class Forecaster extends UnaryModule {
        private final LSTM lstm =
                register(
                        "lstm", new LSTM(1, 32, o -> o.numLayers(2).batchFirst(true).dropout(0.1)));
        private final Linear fc = register("fc", new Linear(32, 1));

        @Override
        protected Tensor forward(Tensor x) {
            return fc.call(lstm.call(x).output().index(all(), at(-1)));
        }
    }

    @Override
    public void run() {
        seed.start();
        var t = Torch.arange(0, 1000, DType.FLOAT32);
        var series = t.mul(0.1).sin().add(Torch.randn(1000).mul(0.1));
        var windows = series.unfold(0, 25, 1);
        var x = windows.index(all(), to(24)).unsqueeze(-1);
        var y = windows.index(all(), from(24));
        long split = (long) (0.8 * x.size(0));
        var xTrain = x.index(to(split));
        var yTrain = y.index(to(split));
        var xVal = x.index(from(split));
        var yVal = y.index(from(split));

        var model = new Forecaster();
        var optimizer = new Adam(model.parameters(), o -> o.lr(0.01));
        var criterion = new MSELoss();
        double best = Double.POSITIVE_INFINITY;
        StateDict bestState = null;
        int patience = 0;
        for (int epoch = 0; epoch < 40; epoch++) {
            model.train();
            double total = 0;
            for (var index : Torch.randperm(split).split(64)) {
                try (var _ = new TensorScope()) {
                    optimizer.zeroGrad();
                    var loss = criterion.call(model.call(xTrain.index(index)), yTrain.index(index));
                    loss.backward();
                    optimizer.step();
                    total += loss.itemDouble() * index.size(0);
                }
            }
            model.eval();
            double val = Torch.noGrad(() -> criterion.call(model.call(xVal), yVal).itemDouble());
            Python.print("{} {:.9f} {:.9f}", epoch, total / split, val);
            if (val < best - 1e-4) {
                best = val;
                bestState = model.stateDict().copy();
                patience = 0;
            } else if (++patience == 5) {
                Python.print("early stop");
                break;
            }
        }
        model.loadStateDict(bestState);
        try (var _ = Torch.noGrad()) {
            var window = xVal.get(0).clone();
            var predictions = new ArrayList<Double>();
            for (int i = 0; i < 5; i++) {
                var next = model.call(window.unsqueeze(0));
                predictions.add(next.itemDouble());
                window = Torch.cat(window.index(from(1)), next);
            }
            Python.print("{}", predictions);
        }
    }
}
