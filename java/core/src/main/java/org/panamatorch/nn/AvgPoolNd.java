package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.pool.AveragePooling;
import org.panamatorch.internal.nn.pool.PoolSpecs.AvgPoolSpec;

/**
 * The means of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves({2, 3})
public abstract class AvgPoolNd extends UnaryModule {
    private final int dims;
    private final Extent kernelSize;
    private final AvgPoolSpec options;

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     */
    AvgPoolNd(int dims, Extent kernelSize, AvgPoolSpec options) {
        this.dims = dims;
        this.kernelSize = kernelSize;
        this.options =
                new AvgPoolSpec(
                        options.stride() == null ? kernelSize : options.stride(),
                        options.padding(),
                        options.ceilMode(),
                        options.countIncludePad(),
                        options.divisorOverride());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return AveragePooling.avgPoolNd(dims, input, kernelSize, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + kernelSize + AvgPoolOptions.printed(options);
    }
}
