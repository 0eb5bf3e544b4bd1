package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsOptimizer;

import java.util.List;

/**
 * AdamW: Adam whose weight decay acts on the parameters directly.
 *
 * <p>LibTorch's own class, with the arithmetic of Python's: the same parameters bit for bit.
 */
@AsOptimizer
public final class AdamWRule extends Rule<AdamWSpec> {
    private final NativeAdam adam = new NativeAdam();

    /** Makes the rule. */
    public AdamWRule() {}

    @Override
    public void check(AdamWSpec options) {
        NativeAdam.check(options.asAdam());
    }

    @Override
    public void checkGroups(AdamWSpec o, List<List<Tensor>> groups) {
        Refusals.requireOneImplementation(o.fused(), o.foreach(), o.differentiable());
    }

    @Override
    public void start(AdamWSpec options, List<Batch<AdamWSpec>> groups) {
        adam.start(options.asAdam());
    }

    @Override
    protected void update(List<Batch<AdamWSpec>> groups) {
        adam.step(
                groups.stream()
                        .map(
                                group ->
                                        new Batch<>(
                                                group.parameters(),
                                                group.options().asAdam(),
                                                group.states(),
                                                group.changes(),
                                                group.scaling()))
                        .toList());
    }

    @Override
    public void close() {
        adam.close();
    }
}
