package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Training under autocast in bfloat16. */
@Command(
        name = "autocast_bf16",
        description = "Train under autocast in bfloat16: 60 steps of Adam.",
        mixinStandardHelpOptions = true)
final class AutocastBf16 implements Runnable {
    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        var model =
                new Sequential(
                        new Linear(32, 128), new ReLU(), new LayerNorm(128), new Linear(128, 5));
        var optimizer = new Adam(model.parameters(), o -> o.lr(1e-3));
        var x = Torch.randn(256, 32);
        var y = x.index(all(), to(5)).argmax(1);
        for (int step = 0; step < 60; step++) {
            try (var _ = new TensorScope()) {
                optimizer.zeroGrad();
                Tensor out;
                Tensor loss;
                try (var _ = new Autocast(Device.Type.CPU, DType.BFLOAT16)) {
                    out = model.call(x);
                    loss = Functional.crossEntropy(out, y);
                }
                loss.backward();
                optimizer.step();
                if (step % 10 == 0 || step == 59) {
                    Python.print("{} {} {} {:.9f}", step, out.dtype(), loss.dtype(), loss.item());
                }
            }
        }
    }
}
