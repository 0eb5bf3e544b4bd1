package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxUnpoolFuncSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxUnpoolSpec;
import org.panamatorch.internal.nn.pool.Unpooling;

/**
 * A partial inverse of {@link MaxPoolNd}: puts the maxima at their places among zeros.
 *
 * <p>Shapes: inputs (N, C, *) or (C, *), output (N, C, *ₒ) or without N: the smallest one that
 * pools to the input. An index that is out of range is refused.
 */
@Leaves
public abstract class MaxUnpoolNd extends BinaryModule {
    private final int dims;
    private final Extent kernelSize;
    private final MaxUnpoolSpec options;

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     */
    MaxUnpoolNd(int dims, Extent kernelSize, MaxUnpoolSpec options) {
        Extent stride = options.stride() == null ? kernelSize : options.stride();
        this.dims = dims;
        this.kernelSize = kernelSize.expanded(dims);
        this.options = new MaxUnpoolSpec(stride.expanded(dims), options.padding().expanded(dims));
    }

    @Override
    protected Tensor forward(Tensor input, Tensor indices) {
        return forward(input, indices, (long[]) null);
    }

    /**
     * Puts maxima at their places among zeros.
     *
     * @param input the maxima, (N, C, *) or (C, *)
     * @param indices where they were, of the same shape
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, an index is out of range, or no
     *     input pools to that size
     */
    public final Tensor call(Tensor input, Tensor indices, long... outputSize) {
        return callWithHooks(
                (values, places) -> forward(values, places, outputSize), input, indices);
    }

    /** Computes what {@link #call(Tensor, Tensor, long...)} returns. */
    Tensor forward(Tensor input, Tensor indices, long... outputSize) {
        return Unpooling.maxUnpoolNd(
                dims,
                input,
                indices,
                kernelSize,
                new MaxUnpoolFuncSpec(options.stride(), options.padding(), outputSize));
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + kernelSize + MaxUnpoolOptions.printed(options);
    }
}
