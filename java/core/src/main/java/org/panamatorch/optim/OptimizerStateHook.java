package org.panamatorch.optim;

/**
 * Changes the state that an optimizer gives or loads.
 *
 * @see Optimizer#registerStateDictPostHook
 * @see Optimizer#registerLoadStateDictPreHook
 */
@FunctionalInterface
public interface OptimizerStateHook {
    /**
     * Called with each state.
     *
     * @param optimizer the optimizer
     * @param state the state, which may be changed
     * @return the state to go on with, or null to leave it
     */
    OptimizerState apply(Optimizer optimizer, OptimizerState state);
}
