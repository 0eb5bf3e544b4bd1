package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.optim.OptimizerOptions;

import java.util.List;
import java.util.function.Supplier;

/**
 * How an optimizer of the library works: what it refuses, and what a step does to a group.
 *
 * @param <S> its options
 */
public abstract class Rule<S> {
    /** Makes the rule. */
    protected Rule() {}

    /**
     * Sets defaults that depend on other options.
     *
     * @param defaults the optimizer's options
     */
    public void complete(OptimizerOptions defaults) {}

    /**
     * Refuses options that are out of range.
     *
     * @param options the optimizer's
     * @throws TorchException in Python's words
     */
    public void check(S options) {}

    /**
     * Refuses parameters, and options that exclude each other, as Python does when it has made the
     * groups.
     *
     * @param options the optimizer's
     * @param groups their parameters
     * @throws TorchException in Python's words
     */
    public void checkGroups(S options, List<List<Tensor>> groups) {}

    /**
     * Called when the optimizer is made.
     *
     * @param groups its groups
     */
    public void start(List<Batch<S>> groups) {}

    /**
     * Makes one step.
     *
     * @param closure computes the loss and the gradients, or null
     * @param groups the groups
     * @return the loss, or null where there is no closure
     */
    public Tensor step(Supplier<Tensor> closure, List<Batch<S>> groups) {
        Tensor loss = closure == null ? null : evaluate(closure);
        try (var _ = new TensorScope()) {
            update(groups);
        }
        return loss;
    }

    /** The loss, computed with autograd. */
    static Tensor evaluate(Supplier<Tensor> closure) {
        return ModeCalls.<Tensor, RuntimeException>withGrad(true, closure::get);
    }

    /**
     * Changes the parameters.
     *
     * @param groups the groups
     */
    protected void update(List<Batch<S>> groups) {
        groups.forEach(this::update);
    }

    /**
     * Changes the parameters of a group.
     *
     * @param group the group
     */
    protected void update(Batch<S> group) {
        throw new AssertionError("a rule updates all groups or each");
    }

    /** Frees what the rule itself has. */
    public void close() {}
}
