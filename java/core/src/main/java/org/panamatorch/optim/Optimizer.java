package org.panamatorch.optim;

/**
 * Trains parameters by their gradients.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/optim.html">torch.optim</a>
 */
public interface Optimizer {
    /** Changes the parameters by their gradients; one without a gradient is left as it is. */
    void step();

    /** Drops the gradients of all parameters. */
    default void zeroGrad() {
        zeroGrad(true);
    }

    /**
     * Drops the gradients of all parameters, or fills them with zeros.
     *
     * @param setToNone whether to drop them
     */
    void zeroGrad(boolean setToNone);
}
