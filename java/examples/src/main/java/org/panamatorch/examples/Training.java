package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.optim.*;

import java.util.function.Supplier;

/** The short training that several programs print. */
final class Training {
    private static final int STEPS = 5;

    private Training() {}

    /** Trains for five steps and prints the loss of each. */
    static void steps(Optimizer optimizer, Supplier<Tensor> computeLoss) {
        for (int step = 1; step <= STEPS; step++) {
            try (var _ = new TensorScope()) {
                optimizer.zeroGrad();
                Tensor loss = computeLoss.get();
                loss.backward();
                optimizer.step();
                Python.print("step {} loss {:.6f}", step, loss.item());
            }
        }
    }
}
