package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsOptimizer;

import java.util.List;

/**
 * Adam: steps scaled by running means of the gradients and of their squares.
 *
 * <p>LibTorch's own class, with the arithmetic of Python's: the same parameters bit for bit.
 */
@AsOptimizer
public final class AdamRule extends Rule<AdamSpec> {
    private final NativeAdam adam = new NativeAdam();

    /** Makes the rule. */
    public AdamRule() {}

    @Override
    public void check(AdamSpec options) {
        NativeAdam.check(options);
    }

    @Override
    public void checkGroups(AdamSpec o, List<List<Tensor>> groups) {
        Refusals.requireOneImplementation(o.fused(), o.foreach(), o.differentiable());
    }

    @Override
    public void start(AdamSpec options, List<Batch<AdamSpec>> groups) {
        adam.start(options);
    }

    @Override
    protected void update(List<Batch<AdamSpec>> groups) {
        adam.step(groups);
    }

    @Override
    public void close() {
        adam.close();
    }
}
