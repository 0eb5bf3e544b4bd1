package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Expanded;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.pool.PoolSpecs.AvgPool1dSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.AvgPoolSpec;

/** Means of windows. */
@Facade("org.panamatorch.nn.Functional")
public final class AveragePooling {
    private AveragePooling() {}

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("AvgPool1d")
    public static Tensor avgPool1d(
            Tensor input, @Expanded Extent kernelSize, AvgPool1dSpec options) {
        return AtenA.avg_pool1d(
                input,
                kernelSize.sizes(),
                Sizes.orEmpty(options.stride()),
                options.padding().sizes(),
                options.ceilMode(),
                options.countIncludePad());
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Leaves({2, 3})
    @AsModule("AvgPoolNd")
    public static Tensor avgPoolNd(int dims, Tensor input, Extent kernelSize, AvgPoolSpec options) {
        long[] kernel = kernelSize.sizes();
        long[] stride = Sizes.orEmpty(options.stride());
        long[] padding = options.padding().sizes();
        boolean ceilMode = options.ceilMode();
        boolean countIncludePad = options.countIncludePad();
        Long divisor = options.divisorOverride();
        return dims == 2
                ? AtenA.avg_pool2d(
                        input, kernel, stride, padding, ceilMode, countIncludePad, divisor)
                : AtenA.avg_pool3d(
                        input, kernel, stride, padding, ceilMode, countIncludePad, divisor);
    }
}
