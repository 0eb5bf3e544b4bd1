package org.panamatorch.internal.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.nn.Functional;

import java.util.Arrays;

/** What the pooling functions of all numbers of dimensions have in common. */
public final class Pooling {
    private Pooling() {}

    public static Tensor lp(
            int dims,
            Tensor input,
            Number normType,
            long[] windows,
            long[] stride,
            boolean ceilMode) {
        String operation = "lp_pool" + dims + "d";
        double p = Required.real(operation, "normType", normType).doubleValue();
        Required.tensor(operation, "input", input);
        long[] kernelSize = Sizes.expand(operation, "kernelSize", windows, dims);
        if (dims > 1 && kernelSize.length != dims) {
            throw Checks.value(
                    kernelSize.length < dims
                            ? "not enough values to unpack (expected "
                                    + dims
                                    + ", got "
                                    + kernelSize.length
                                    + ")"
                            : "too many values to unpack (expected " + dims + ")",
                    operation,
                    "input",
                    input,
                    "kernelSize",
                    kernelSize);
        }
        if (p == 0) {
            throw Checks.value(
                    "float division by zero", operation, "input", input, "normType", normType);
        }
        try (TensorScope scope = new TensorScope()) {
            if (p == Double.POSITIVE_INFINITY) {
                return scope.keep(max(dims, input.abs(), kernelSize, stride, ceilMode));
            }
            if (p == Double.NEGATIVE_INFINITY) {
                return scope.keep(max(dims, input.abs().neg(), kernelSize, stride, ceilMode).neg());
            }
            Tensor mean = mean(dims, input.pow(normType), kernelSize, stride, ceilMode);
            Tensor signed = mean.sign().mul(mean.abs().relu());
            long window = Arrays.stream(kernelSize).reduce(1, (a, b) -> a * b);
            return scope.keep(signed.mul(window).pow(1.0 / p));
        }
    }

    private static Tensor max(
            int dims, Tensor input, long[] kernelSize, long[] stride, boolean ceilMode) {
        return switch (dims) {
            case 1 ->
                    Functional.maxPool1d(
                            input, kernelSize, stride, Sizes.ZERO, Sizes.ONE, ceilMode);
            case 2 ->
                    Functional.maxPool2d(
                            input, kernelSize, stride, Sizes.ZERO, Sizes.ONE, ceilMode);
            default ->
                    Functional.maxPool3d(
                            input, kernelSize, stride, Sizes.ZERO, Sizes.ONE, ceilMode);
        };
    }

    private static Tensor mean(
            int dims, Tensor input, long[] kernelSize, long[] stride, boolean ceilMode) {
        return switch (dims) {
            case 1 -> Functional.avgPool1d(input, kernelSize, stride, Sizes.ZERO, ceilMode, true);
            case 2 ->
                    Functional.avgPool2d(
                            input, kernelSize, stride, Sizes.ZERO, ceilMode, true, null);
            default ->
                    Functional.avgPool3d(
                            input, kernelSize, stride, Sizes.ZERO, ceilMode, true, null);
        };
    }

    public static long[] unpooledSize(
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

    public static long[] fractionalSize(
            String name, Tensor input, int count, long[] given, double... ratios) {
        if (given != null) {
            return Sizes.expand(name, "outputSize", given, count);
        }
        if (ratios == null) {
            throw Checks.value(
                    name + " requires specifying either an output_size or an output_ratio",
                    name,
                    "input",
                    input);
        }
        if (ratios.length != 1 && ratios.length < count) {
            throw Checks.index(
                    name
                            + ": output_ratio has "
                            + ratios.length
                            + " elements, expected one or "
                            + count,
                    name,
                    "input",
                    input,
                    "outputRatio",
                    ratios);
        }
        if (ratios.length > count) {
            throw Checks.value(
                    name + " requires output_ratio to either be a single Int or tuple of Ints.",
                    name,
                    "input",
                    input,
                    "outputRatio",
                    ratios);
        }
        long[] sizes = spatialSizes(name, input, count);
        long[] result = new long[count];
        for (int d = 0; d < count; d++) {
            double ratio = ratios.length == 1 ? ratios[0] : ratios[d];
            result[d] = (long) (sizes[sizes.length - count + d] * ratio);
        }
        return result;
    }

    private static long[] spatialSizes(String name, Tensor input, int count) {
        long[] sizes = Required.tensor(name, "input", input).sizes();
        if (sizes.length <= count) {
            throw Checks.index(
                    name
                            + ": expected an input of at least "
                            + (count + 1)
                            + " dimensions, got "
                            + sizes.length,
                    name,
                    "input",
                    input);
        }
        return sizes;
    }

    public static Tensor samples(String name, Tensor input, int count) {
        long[] sizes = spatialSizes(name, input, count);
        long batch = sizes.length == count + 1 ? 1 : sizes[0];
        long channels = sizes[sizes.length - count - 1];
        return AtenR.rand(
                new long[] {batch, channels, count}, input.dtype(), null, input.device(), null);
    }
}
