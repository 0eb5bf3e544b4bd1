package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.declare.Listed;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.pool.AdaptivePooling;
import org.panamatorch.internal.nn.pool.PoolSpecs.AdaptiveMaxPoolSpec;

/**
 * The maxima of as many windows as the output has elements.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves
public abstract class AdaptiveMaxPoolNd extends UnaryModule {
    private final int dims;
    private final Extent outputSize;
    private final AdaptiveMaxPoolSpec options;

    /**
     * Makes the module.
     *
     * @param outputSize the spatial sizes of the output; where there are several, {@link
     *     Functional#SAME_SIZE} is that of the input
     */
    AdaptiveMaxPoolNd(int dims, @Listed Extent outputSize, AdaptiveMaxPoolSpec options) {
        this.dims = dims;
        this.outputSize = outputSize;
        this.options = options;
    }

    /**
     * Whether the indices were asked for.
     *
     * @return true if so
     */
    public final boolean returnIndices() {
        return options.returnIndices();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return AdaptivePooling.adaptiveMaxPoolNd(dims, input, outputSize);
    }

    /**
     * Finds the maxima and where they are.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the maxima and their indices
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    public final MaxPoolResult callWithIndices(Tensor input) {
        return (MaxPoolResult)
                callWithHooks(inputs -> forwardWithIndices((Tensor) inputs[0]), input);
    }

    /** Computes what {@link #callWithIndices} returns. */
    MaxPoolResult forwardWithIndices(Tensor input) {
        return AdaptivePooling.adaptiveMaxPoolNdWithIndices(dims, input, outputSize);
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + outputSize;
    }
}
