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
public abstract class MaxPoolNd extends UnaryModule {
    private final int dims;
    private final Extent kernelSize;
    private final MaxPoolSpec options;

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     */
    MaxPoolNd(int dims, Extent kernelSize, MaxPoolSpec options) {
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
        return MaxPooling.maxPoolNd(dims, input, kernelSize, windows());
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
