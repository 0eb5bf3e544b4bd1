package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.nn.Pooling;
import org.panamatorch.internal.nn.Sizes;

/** Pooling at random places. */
abstract class FunctionalFractionalPooling extends FunctionalUnpooling {
    FunctionalFractionalPooling() {}

    /**
     * The maxima of windows at random places.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html">torch.nn.functional.fractional_max_pool2d</a>
     */
    public static Tensor fractionalMaxPool2d(Tensor input, long[] kernelSize, long[] outputSize) {
        return fractionalMaxPool2d(input, kernelSize, outputSize, null, null);
    }

    /**
     * The maxima of windows at random places.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @param outputRatio the spatial sizes of the output as parts of those of the input, one for
     *     all dimensions or one each, or null
     * @param randomSamples where the windows are, (N, C, 2), from 0 to 1, or null to draw it
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html">torch.nn.functional.fractional_max_pool2d</a>
     */
    public static Tensor fractionalMaxPool2d(
            Tensor input,
            long[] kernelSize,
            long[] outputSize,
            double[] outputRatio,
            Tensor randomSamples) {
        return fractionalMaxPool2dWithIndices(
                        input, kernelSize, outputSize, outputRatio, randomSamples)
                .onlyOutput();
    }

    /**
     * The maxima of windows at random places, and where they are.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html">torch.nn.functional.fractional_max_pool2d</a>
     */
    public static Pooled fractionalMaxPool2dWithIndices(
            Tensor input, long[] kernelSize, long[] outputSize) {
        return fractionalMaxPool2dWithIndices(input, kernelSize, outputSize, null, null);
    }

    /**
     * The maxima of windows at random places, and where they are.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @param outputRatio the spatial sizes of the output as parts of those of the input, one for
     *     all dimensions or one each, or null
     * @param randomSamples where the windows are, (N, C, 2), from 0 to 1, or null to draw it
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html">torch.nn.functional.fractional_max_pool2d</a>
     */
    public static Pooled fractionalMaxPool2dWithIndices(
            Tensor input,
            long[] kernelSize,
            long[] outputSize,
            double[] outputRatio,
            Tensor randomSamples) {
        long[] size =
                Pooling.fractionalSize("fractional_max_pool2d", input, 2, outputSize, outputRatio);
        if (randomSamples != null) {
            return Pooled.of(
                    AtenF.fractional_max_pool2d(
                            input,
                            Sizes.expand(
                                    "fractionalMaxPool2dWithIndices", "kernelSize", kernelSize, 2),
                            size,
                            randomSamples));
        }
        try (Tensor samples = Pooling.samples("fractional_max_pool2d", input, 2)) {
            return Pooled.of(
                    AtenF.fractional_max_pool2d(
                            input,
                            Sizes.expand(
                                    "fractionalMaxPool2dWithIndices", "kernelSize", kernelSize, 2),
                            size,
                            samples));
        }
    }

    /**
     * The maxima of windows at random places.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html">torch.nn.functional.fractional_max_pool3d</a>
     */
    public static Tensor fractionalMaxPool3d(Tensor input, long[] kernelSize, long[] outputSize) {
        return fractionalMaxPool3d(input, kernelSize, outputSize, null, null);
    }

    /**
     * The maxima of windows at random places.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @param outputRatio the spatial sizes of the output as parts of those of the input, one for
     *     all dimensions or one each, or null
     * @param randomSamples where the windows are, (N, C, 3), from 0 to 1, or null to draw it
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html">torch.nn.functional.fractional_max_pool3d</a>
     */
    public static Tensor fractionalMaxPool3d(
            Tensor input,
            long[] kernelSize,
            long[] outputSize,
            double[] outputRatio,
            Tensor randomSamples) {
        return fractionalMaxPool3dWithIndices(
                        input, kernelSize, outputSize, outputRatio, randomSamples)
                .onlyOutput();
    }

    /**
     * The maxima of windows at random places, and where they are.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html">torch.nn.functional.fractional_max_pool3d</a>
     */
    public static Pooled fractionalMaxPool3dWithIndices(
            Tensor input, long[] kernelSize, long[] outputSize) {
        return fractionalMaxPool3dWithIndices(input, kernelSize, outputSize, null, null);
    }

    /**
     * The maxima of windows at random places, and where they are.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param outputSize the spatial sizes of the output, or null
     * @param outputRatio the spatial sizes of the output as parts of those of the input, one for
     *     all dimensions or one each, or null
     * @param randomSamples where the windows are, (N, C, 3), from 0 to 1, or null to draw it
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is neither a
     *     size nor a ratio
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html">torch.nn.functional.fractional_max_pool3d</a>
     */
    public static Pooled fractionalMaxPool3dWithIndices(
            Tensor input,
            long[] kernelSize,
            long[] outputSize,
            double[] outputRatio,
            Tensor randomSamples) {
        long[] size =
                Pooling.fractionalSize("fractional_max_pool3d", input, 3, outputSize, outputRatio);
        if (randomSamples != null) {
            return Pooled.of(
                    AtenF.fractional_max_pool3d(
                            input,
                            Sizes.expand(
                                    "fractionalMaxPool3dWithIndices", "kernelSize", kernelSize, 3),
                            size,
                            randomSamples));
        }
        try (Tensor samples = Pooling.samples("fractional_max_pool3d", input, 3)) {
            return Pooled.of(
                    AtenF.fractional_max_pool3d(
                            input,
                            Sizes.expand(
                                    "fractionalMaxPool3dWithIndices", "kernelSize", kernelSize, 3),
                            size,
                            samples));
        }
    }
}
