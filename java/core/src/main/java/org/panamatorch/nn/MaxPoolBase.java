package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** The base of the maximum poolings, which tell where the maxima are, too. */
public abstract class MaxPoolBase extends UnaryModule {
    private final boolean returnIndices;

    MaxPoolBase(boolean returnIndices) {
        this.returnIndices = returnIndices;
    }

    /**
     * Whether the indices were asked for.
     *
     * @return true if so
     */
    public final boolean returnIndices() {
        return returnIndices;
    }

    /**
     * Finds the maxima and where they are, between the module's hooks.
     *
     * @param input the input, as for {@link #call}
     * @return the maxima and their indices
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    public final MaxPoolResult callWithIndices(Tensor input) {
        return (MaxPoolResult)
                callWithHooks(inputs -> forwardWithIndices((Tensor) inputs[0]), input);
    }

    /** Computes what {@link #callWithIndices} returns. */
    abstract MaxPoolResult forwardWithIndices(Tensor input);
}
