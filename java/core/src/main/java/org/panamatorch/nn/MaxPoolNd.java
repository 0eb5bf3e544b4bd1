package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.pool.MaxPooling;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxPoolFuncSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxPoolSpec;

/**
 * The maxima of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves
public abstract class MaxPoolNd extends MaxPoolBase {
    private final int dims;
    private final Extent kernelSize;
    private final MaxPoolSpec options;

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     */
    MaxPoolNd(int dims, Extent kernelSize, MaxPoolSpec options) {
        super(options.returnIndices());
        this.dims = dims;
        this.kernelSize = kernelSize;
        this.options =
                new MaxPoolSpec(
                        options.stride() == null ? kernelSize : options.stride(),
                        options.padding(),
                        options.dilation(),
                        options.returnIndices(),
                        options.ceilMode());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return MaxPooling.maxPoolNd(dims, input, kernelSize, windows());
    }

    @Override
    MaxPoolResult forwardWithIndices(Tensor input) {
        return MaxPooling.maxPoolNdWithIndices(dims, input, kernelSize, windows());
    }

    private MaxPoolFuncSpec windows() {
        return new MaxPoolFuncSpec(
                options.stride(), options.padding(), options.dilation(), options.ceilMode());
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + kernelSize + MaxPoolOptions.printed(options);
    }
}
