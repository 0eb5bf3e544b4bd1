package org.panamatorch.examples;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.optim.Optimizer;

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
                System.out.println("step " + step + " loss " + Hello.fixed(loss.item(), 6));
            }
        }
    }
}
