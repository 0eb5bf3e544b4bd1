package org.panamatorch.optim;

import org.panamatorch.Tensor;

import java.util.function.Supplier;

/**
 * Runs before an optimizer's step.
 *
 * @see Optimizer#registerStepPreHook
 */
@FunctionalInterface
public interface StepPreHook {
    /**
     * Called before each step.
     *
     * @param optimizer the optimizer
     * @param closure what the step was called with, or null
     * @return what the step takes instead, or null to leave it
     */
    Supplier<Tensor> beforeStep(Optimizer optimizer, Supplier<Tensor> closure);
}
