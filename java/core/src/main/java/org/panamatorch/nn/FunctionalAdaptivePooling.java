package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.nn.Sizes;

/** Pooling to a given size. */
abstract class FunctionalAdaptivePooling extends FunctionalFractionalPooling {
    FunctionalAdaptivePooling() {}

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param outputSize the length of the output
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool1d.html">torch.nn.functional.adaptive_avg_pool1d</a>
     */
    public static Tensor adaptiveAvgPool1d(Tensor input, long outputSize) {
        return adaptiveAvgPool1d(input, Sizes.of(outputSize));
    }

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param outputSize the length of the output
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool1d.html">torch.nn.functional.adaptive_avg_pool1d</a>
     */
    public static Tensor adaptiveAvgPool1d(Tensor input, long[] outputSize) {
        return AtenA.adaptive_avg_pool1d(input, outputSize);
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param outputSize the length of the output
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool1d.html">torch.nn.functional.adaptive_max_pool1d</a>
     */
    public static Tensor adaptiveMaxPool1d(Tensor input, long outputSize) {
        return adaptiveMaxPool1d(input, Sizes.of(outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param outputSize the length of the output
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool1d.html">torch.nn.functional.adaptive_max_pool1d</a>
     */
    public static Tensor adaptiveMaxPool1d(Tensor input, long[] outputSize) {
        return adaptiveMaxPool1dWithIndices(input, outputSize).onlyOutput();
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param outputSize the length of the output
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool1d.html">torch.nn.functional.adaptive_max_pool1d</a>
     */
    public static Pooled adaptiveMaxPool1dWithIndices(Tensor input, long outputSize) {
        return adaptiveMaxPool1dWithIndices(input, Sizes.of(outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param outputSize the length of the output
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool1d.html">torch.nn.functional.adaptive_max_pool1d</a>
     */
    public static Pooled adaptiveMaxPool1dWithIndices(Tensor input, long[] outputSize) {
        return Pooled.of(AtenA.adaptive_max_pool1d(input, outputSize));
    }

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool2d.html">torch.nn.functional.adaptive_avg_pool2d</a>
     */
    public static Tensor adaptiveAvgPool2d(Tensor input, long outputSize) {
        return adaptiveAvgPool2d(input, Sizes.of(outputSize));
    }

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool2d.html">torch.nn.functional.adaptive_avg_pool2d</a>
     */
    public static Tensor adaptiveAvgPool2d(Tensor input, long[] outputSize) {
        return AtenA.adaptive_avg_pool2d(
                input, Sizes.withDefaults("adaptiveAvgPool2d", outputSize, 2, input));
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool2d.html">torch.nn.functional.adaptive_max_pool2d</a>
     */
    public static Tensor adaptiveMaxPool2d(Tensor input, long outputSize) {
        return adaptiveMaxPool2d(input, Sizes.of(outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool2d.html">torch.nn.functional.adaptive_max_pool2d</a>
     */
    public static Tensor adaptiveMaxPool2d(Tensor input, long[] outputSize) {
        return adaptiveMaxPool2dWithIndices(input, outputSize).onlyOutput();
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool2d.html">torch.nn.functional.adaptive_max_pool2d</a>
     */
    public static Pooled adaptiveMaxPool2dWithIndices(Tensor input, long outputSize) {
        return adaptiveMaxPool2dWithIndices(input, Sizes.of(outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool2d.html">torch.nn.functional.adaptive_max_pool2d</a>
     */
    public static Pooled adaptiveMaxPool2dWithIndices(Tensor input, long[] outputSize) {
        return Pooled.of(
                AtenA.adaptive_max_pool2d(
                        input,
                        Sizes.withDefaults("adaptiveMaxPool2dWithIndices", outputSize, 2, input)));
    }

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool3d.html">torch.nn.functional.adaptive_avg_pool3d</a>
     */
    public static Tensor adaptiveAvgPool3d(Tensor input, long outputSize) {
        return adaptiveAvgPool3d(input, Sizes.of(outputSize));
    }

    /**
     * The means of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool3d.html">torch.nn.functional.adaptive_avg_pool3d</a>
     */
    public static Tensor adaptiveAvgPool3d(Tensor input, long[] outputSize) {
        return AtenA.adaptive_avg_pool3d(
                input, Sizes.withDefaults("adaptiveAvgPool3d", outputSize, 3, input));
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool3d.html">torch.nn.functional.adaptive_max_pool3d</a>
     */
    public static Tensor adaptiveMaxPool3d(Tensor input, long outputSize) {
        return adaptiveMaxPool3d(input, Sizes.of(outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool3d.html">torch.nn.functional.adaptive_max_pool3d</a>
     */
    public static Tensor adaptiveMaxPool3d(Tensor input, long[] outputSize) {
        return adaptiveMaxPool3dWithIndices(input, outputSize).onlyOutput();
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool3d.html">torch.nn.functional.adaptive_max_pool3d</a>
     */
    public static Pooled adaptiveMaxPool3dWithIndices(Tensor input, long outputSize) {
        return adaptiveMaxPool3dWithIndices(input, Sizes.of(outputSize));
    }

    /**
     * The maxima of as many windows as the output has elements, and where they are.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param outputSize the spatial sizes of the output, one for all dimensions or one each; {@link
     *     Functional#SAME_SIZE} for that of the input
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool3d.html">torch.nn.functional.adaptive_max_pool3d</a>
     */
    public static Pooled adaptiveMaxPool3dWithIndices(Tensor input, long[] outputSize) {
        return Pooled.of(
                AtenA.adaptive_max_pool3d(
                        input,
                        Sizes.withDefaults("adaptiveMaxPool3dWithIndices", outputSize, 3, input)));
    }
}
