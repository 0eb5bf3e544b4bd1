package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.declare.Listed;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.nn.MaxPoolResult;

/** Poolings to a given size. */
@Facade("org.panamatorch.nn.Functional")
public final class AdaptivePooling {
    private AdaptivePooling() {}

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output; where there are several, {@code SAME_SIZE}
     *     is that of the input
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Leaves
    @AsModule("AdaptiveAvgPoolNd")
    public static Tensor adaptiveAvgPoolNd(int dims, Tensor input, @Listed Extent outputSize) {
        long[] size = size("adaptiveAvgPool" + dims + "d", dims, input, outputSize);
        return switch (dims) {
            case 1 -> AtenA.adaptive_avg_pool1d(input, size);
            case 2 -> AtenA.adaptive_avg_pool2d(input, size);
            default -> AtenA.adaptive_avg_pool3d(input, size);
        };
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output; where there are several, {@code SAME_SIZE}
     *     is that of the input
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Leaves
    public static Tensor adaptiveMaxPoolNd(int dims, Tensor input, @Listed Extent outputSize) {
        return MaxPooling.maxima(adaptiveMaxPoolNdWithIndices(dims, input, outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output; where there are several, {@code SAME_SIZE}
     *     is that of the input
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool{N}d.html">torch.nn.functional.adaptive_max_pool{N}d</a>
     */
    @Leaves
    public static MaxPoolResult adaptiveMaxPoolNdWithIndices(
            int dims, Tensor input, @Listed Extent outputSize) {
        long[] size = size("adaptiveMaxPool" + dims + "dWithIndices", dims, input, outputSize);
        return MaxPooling.pooled(
                switch (dims) {
                    case 1 -> AtenA.adaptive_max_pool1d(input, size);
                    case 2 -> AtenA.adaptive_max_pool2d(input, size);
                    default -> AtenA.adaptive_max_pool3d(input, size);
                });
    }

    private static long[] size(String operation, int dims, Tensor input, Extent outputSize) {
        return dims == 1
                ? outputSize.sizes()
                : Sizes.withDefaults(operation, outputSize.sizes(), dims, input);
    }
}
