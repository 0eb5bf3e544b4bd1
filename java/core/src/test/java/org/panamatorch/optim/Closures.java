package org.panamatorch.optim;

import org.panamatorch.Tensor;

import java.util.function.Supplier;

/** What optimizers call for a loss and its gradients. */
final class Closures {
    private Closures() {}

    static Supplier<Tensor> of(Optimizer optimizer, Supplier<Tensor> loss) {
        return () -> {
            optimizer.zeroGrad();
            Tensor value = loss.get();
            value.backward();
            return value;
        };
    }
}
