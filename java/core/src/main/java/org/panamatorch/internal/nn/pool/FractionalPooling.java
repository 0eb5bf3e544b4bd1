package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.pool.PoolSpecs.FractionalMaxPoolFuncSpec;
import org.panamatorch.nn.MaxPoolResult;

/** Maxima of windows at random places. */
@Facade("org.panamatorch.nn.Functional")
public final class FractionalPooling {
    private FractionalPooling() {}

    /**
     * The maxima of windows at random places.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     */
    @Leaves({2, 3})
    public static Tensor fractionalMaxPoolNd(
            int dims, Tensor input, Extent kernelSize, FractionalMaxPoolFuncSpec options) {
        return MaxPooling.maxima(fractionalMaxPoolNdWithIndices(dims, input, kernelSize, options));
    }

    /**
     * The maxima of windows at random places, and where they are.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool{N}d.html">torch.nn.functional.fractional_max_pool{N}d</a>
     */
    @Leaves({2, 3})
    public static MaxPoolResult fractionalMaxPoolNdWithIndices(
            int dims, Tensor input, Extent kernelSize, FractionalMaxPoolFuncSpec options) {
        String name = "fractional_max_pool" + dims + "d";
        long[] size =
                fractionalSize(name, input, dims, options.outputSize(), options.outputRatio());
        long[] kernel = Sizes.expand(kernelSize.sizes(), dims);
        if (options.randomSamples() != null) {
            return pooled(dims, input, kernel, size, options.randomSamples());
        }
        try (Tensor samples = samples(name, input, dims)) {
            return pooled(dims, input, kernel, size, samples);
        }
    }

    private static MaxPoolResult pooled(
            int dims, Tensor input, long[] kernel, long[] size, Tensor samples) {
        return MaxPooling.pooled(
                dims == 2
                        ? AtenF.fractional_max_pool2d(input, kernel, size, samples)
                        : AtenF.fractional_max_pool3d(input, kernel, size, samples));
    }

    private static long[] fractionalSize(
            String name, Tensor input, int count, Extent given, double... ratios) {
        if (given != null) {
            return Sizes.expand(given.sizes(), count);
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

    private static Tensor samples(String name, Tensor input, int count) {
        long[] sizes = spatialSizes(name, input, count);
        long batch = sizes.length == count + 1 ? 1 : sizes[0];
        long channels = sizes[sizes.length - count - 1];
        return AtenR.rand(
                new long[] {batch, channels, count}, input.dtype(), null, input.device(), null);
    }
}
