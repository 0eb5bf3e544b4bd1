package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxPoolFuncSpec;
import org.panamatorch.nn.MaxPoolResult;
import org.panamatorch.result.TensorTuple;

/** Maxima of windows. */
@Facade("org.panamatorch.nn.Functional")
public final class MaxPooling {
    private MaxPooling() {}

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Leaves
    public static Tensor maxPoolNd(
            int dims, Tensor input, Extent kernelSize, MaxPoolFuncSpec options) {
        long[] kernel = kernelSize.sizes();
        long[] stride = Sizes.orEmpty(options.stride());
        long[] padding = options.padding().sizes();
        long[] dilation = options.dilation().sizes();
        boolean ceilMode = options.ceilMode();
        return switch (dims) {
            case 1 -> AtenM.max_pool1d(input, kernel, stride, padding, dilation, ceilMode);
            case 2 -> AtenM.max_pool2d(input, kernel, stride, padding, dilation, ceilMode);
            default -> AtenM.max_pool3d(input, kernel, stride, padding, dilation, ceilMode);
        };
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool{N}d.html">torch.nn.functional.max_pool{N}d</a>
     */
    @Leaves
    public static MaxPoolResult maxPoolNdWithIndices(
            int dims, Tensor input, Extent kernelSize, MaxPoolFuncSpec options) {
        long[] kernel = kernelSize.sizes();
        long[] stride = Sizes.orEmpty(options.stride());
        long[] padding = options.padding().sizes();
        long[] dilation = options.dilation().sizes();
        boolean ceilMode = options.ceilMode();
        return pooled(
                switch (dims) {
                    case 1 ->
                            AtenM.max_pool1d_with_indices(
                                    input, kernel, stride, padding, dilation, ceilMode);
                    case 2 ->
                            AtenM.max_pool2d_with_indices(
                                    input, kernel, stride, padding, dilation, ceilMode);
                    default ->
                            AtenM.max_pool3d_with_indices(
                                    input, kernel, stride, padding, dilation, ceilMode);
                });
    }

    static MaxPoolResult pooled(TensorTuple result) {
        return new MaxPoolResult(result.tensors().get(0), result.tensors().get(1));
    }

    /** The maxima alone. */
    static Tensor maxima(MaxPoolResult pooled) {
        pooled.indices().close();
        return pooled.output();
    }
}
