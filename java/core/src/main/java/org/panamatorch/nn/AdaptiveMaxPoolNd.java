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
public abstract class AdaptiveMaxPoolNd extends MaxPoolBase {
    private final int dims;
    private final Extent outputSize;

    /**
     * Makes the module.
     *
     * @param outputSize the spatial sizes of the output; where there are several, {@link
     *     Functional#SAME_SIZE} is that of the input
     */
    AdaptiveMaxPoolNd(int dims, @Listed Extent outputSize, AdaptiveMaxPoolSpec options) {
        super(options.returnIndices());
        this.dims = dims;
        this.outputSize = outputSize;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return AdaptivePooling.adaptiveMaxPoolNd(dims, input, outputSize);
    }

    @Override
    MaxPoolResult forwardWithIndices(Tensor input) {
        return AdaptivePooling.adaptiveMaxPoolNdWithIndices(dims, input, outputSize);
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + outputSize;
    }
}
