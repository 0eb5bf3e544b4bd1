package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxUnpoolFuncSpec;

import java.util.Arrays;

/** Inverses of maximum poolings. */
@Facade("org.panamatorch.nn.Functional")
public final class Unpooling {
    private Unpooling() {}

    /**
     * A partial inverse of {@link #maxPoolNd}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPoolNdWithIndices} says
     * @param kernelSize the size of the window
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     */
    @Leaves
    public static Tensor maxUnpoolNd(
            int dims, Tensor input, Tensor indices, Extent kernelSize, MaxUnpoolFuncSpec options) {
        String operation = "maxUnpool" + dims + "d";
        long[] kernel = Sizes.expand(kernelSize.sizes(), dims);
        long[] stride =
                options.stride() == null ? kernel : Sizes.expand(options.stride().sizes(), dims);
        long[] padding = Sizes.expand(options.padding().sizes(), dims);
        long[] size = unpooledSize(operation, input, kernel, stride, padding, options.outputSize());
        Required.tensor(operation, "indices", indices);
        if (dims == 1) {
            try (Tensor wide = input.unsqueeze(-1);
                    Tensor wideIndices = indices.unsqueeze(-1);
                    Tensor result = AtenM.max_unpool2d(wide, wideIndices, withWidth(size))) {
                return result.squeeze(-1);
            }
        }
        // Backward takes a view of the indices, which not all strides allow.
        try (Tensor places = indices.contiguous()) {
            return dims == 2
                    ? AtenM.max_unpool2d(input, places, size)
                    : AtenM.max_unpool3d(input, places, size, stride, padding);
        }
    }

    private static long[] withWidth(long... size) {
        long[] plane = Arrays.copyOf(size, size.length + 1);
        plane[size.length] = 1;
        return plane;
    }

    private static long[] unpooledSize(
            String operation,
            Tensor input,
            long[] kernel,
            long[] stride,
            long[] padding,
            long[] given) {
        int count = kernel.length;
        long[] sizes = Required.tensor(operation, "input", input).sizes();
        if (sizes.length < count || stride.length < count || padding.length < count) {
            throw Checks.index(
                    "tuple index out of range",
                    operation,
                    "input",
                    input,
                    "kernelSize",
                    kernel,
                    "stride",
                    stride,
                    "padding",
                    padding);
        }
        long[] least = new long[count];
        for (int d = 0; d < count; d++) {
            least[d] =
                    (sizes[sizes.length - count + d] - 1) * stride[d] + kernel[d] - 2 * padding[d];
        }
        long[] size = given == null ? least : spatial(operation, input, given, count);
        if (given != null) {
            requireReachable(operation, input, size, least, stride);
        }
        requireNonNegative(operation, input, size);
        return size;
    }

    private static long[] spatial(String operation, Tensor input, long[] size, int count) {
        long[] spatial = size.length == count + 2 ? Arrays.copyOfRange(size, 2, size.length) : size;
        if (spatial.length != count) {
            throw Checks.value(
                    "output_size should be a sequence containing "
                            + count
                            + " or "
                            + (count + 2)
                            + " elements, but it has a length of '"
                            + spatial.length
                            + "'",
                    operation,
                    "input",
                    input,
                    "outputSize",
                    size);
        }
        return spatial;
    }

    private static void requireReachable(
            String operation, Tensor input, long[] size, long[] least, long... stride) {
        for (int d = 0; d < size.length; d++) {
            long min = least[d] - stride[d];
            long max = least[d] + stride[d];
            if (size[d] <= min || size[d] >= max) {
                throw Checks.value(
                        "invalid output_size \""
                                + Arrays.toString(size)
                                + "\" (dim "
                                + d
                                + " must be between "
                                + min
                                + " and "
                                + max
                                + ")",
                        operation,
                        "input",
                        input,
                        "outputSize",
                        size);
            }
        }
    }

    private static void requireNonNegative(String operation, Tensor input, long... size) {
        for (int d = 0; d < size.length; d++) {
            if (size[d] < 0) {
                throw Checks.value(
                        "max_unpooling: output_size must contain non-negative spatial dimensions,"
                                + " but got output_size["
                                + d
                                + "]="
                                + size[d],
                        operation,
                        "input",
                        input,
                        "outputSize",
                        size);
            }
        }
    }
}
