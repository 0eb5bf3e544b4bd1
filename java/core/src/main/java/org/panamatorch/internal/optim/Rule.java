package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.ForwardLevels;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.dispatch.Passing;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.option.DispatchKey;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How an optimizer of the library works: what it refuses, and what a step does to a group.
 *
 * @param <S> its options
 */
public abstract class Rule<S> {
    // Of the tensors of all devices; the kernels that count changes of tensors still run.
    private static final String AUTOGRAD = DispatchKey.AUTOGRAD_CPU.toString();

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
     * @param options the optimizer's
     * @param groups its groups
     */
    public void start(S options, List<Batch<S>> groups) {}

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
            belowAutograd(() -> update(groups));
        }
        return loss;
    }

    /** Runs operators that need not go through autograd, which costs half of a small one. */
    static void belowAutograd(Runnable operators) {
        if (recordsDerivatives()) {
            operators.run();
            return;
        }
        Passing.by(
                AUTOGRAD,
                () -> {
                    operators.run();
                    return null;
                });
    }

    private static boolean recordsDerivatives() {
        return PtAutograd.grad_mode_enabled() || Layers.areAny() || ForwardLevels.areAny();
    }

    /**
     * Takes one parameter after the other, which all have the same memory for what they compute.
     */
    static void oneByOne(List<Trained> trained, Consumer<Trained> step) {
        for (Trained each : trained) {
            try (var _ = new TensorScope()) {
                step.accept(each);
            }
        }
    }

    /** The loss, computed with autograd. */
    static Tensor evaluate(Supplier<Tensor> closure) {
        return ModeCalls.<Tensor, RuntimeException>withGrad(
                true, () -> Passing.<Tensor, RuntimeException>through(AUTOGRAD, closure::get));
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
