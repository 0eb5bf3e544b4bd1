package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.print.PythonFormat;

/** Normalization. */
abstract class FunctionalNormalization {
    FunctionalNormalization() {}

    /**
     * Normalizes each channel over the batch and the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param runningMean the running means, (C), which training updates, or null
     * @param runningVar the running variances, (C), which training updates, or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, or a channel has but one value
     *     in training
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.batch_norm.html">torch.nn.functional.batch_norm</a>
     */
    public static Tensor batchNorm(Tensor input, Tensor runningMean, Tensor runningVar) {
        return batchNorm(input, runningMean, runningVar, null, null, false, 0.1, 1e-5);
    }

    /**
     * Normalizes each channel over the batch and the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param runningMean the running means, (C), which training updates, or null
     * @param runningVar the running variances, (C), which training updates, or null
     * @param weight the scale, (C), or null
     * @param bias the shift, (C), or null
     * @param training whether to normalize by the statistics of the batch; no by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, or a channel has but one value
     *     in training
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.batch_norm.html">torch.nn.functional.batch_norm</a>
     */
    public static Tensor batchNorm(
            Tensor input,
            Tensor runningMean,
            Tensor runningVar,
            Tensor weight,
            Tensor bias,
            boolean training) {
        return batchNorm(input, runningMean, runningVar, weight, bias, training, 0.1, 1e-5);
    }

    /**
     * Normalizes each channel over the batch and the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param runningMean the running means, (C), which training updates, or null
     * @param runningVar the running variances, (C), which training updates, or null
     * @param weight the scale, (C), or null
     * @param bias the shift, (C), or null
     * @param training whether to normalize by the statistics of the batch; no by default
     * @param momentum how much of the running values the new ones replace; 0.1 by default
     * @param eps what is added to the variance; 1e-5 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, or a channel has but one value
     *     in training
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.batch_norm.html">torch.nn.functional.batch_norm</a>
     */
    public static Tensor batchNorm(
            Tensor input,
            Tensor runningMean,
            Tensor runningVar,
            Tensor weight,
            Tensor bias,
            boolean training,
            double momentum,
            double eps) {
        if (training) {
            Checks.moreThanOneValue("batchNorm", input);
            if (eps <= 0) {
                throw Checks.value(
                        "batch_norm eps must be positive during training, but got "
                                + PythonFormat.repr(eps),
                        "batchNorm",
                        "input",
                        input,
                        "training",
                        training,
                        "eps",
                        eps);
            }
        }
        if (eps < 0) {
            throw Checks.value(
                    "batch_norm eps must be non-negative, but got " + PythonFormat.repr(eps),
                    "batchNorm",
                    "input",
                    input,
                    "training",
                    training,
                    "eps",
                    eps);
        }
        return AtenB.batch_norm(
                input, weight, bias, runningMean, runningVar, training, momentum, eps, true);
    }

    /**
     * Normalizes each channel of each element of the batch over the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, or a channel has but one element
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.instance_norm.html">torch.nn.functional.instance_norm</a>
     */
    public static Tensor instanceNorm(Tensor input) {
        return instanceNorm(input, null, null, null, null, true, 0.1, 1e-5);
    }

    /**
     * Normalizes each channel of each element of the batch over the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param runningMean the running means, (C), which training updates, or null
     * @param runningVar the running variances, (C), which training updates, or null
     * @param weight the scale, (C), or null
     * @param bias the shift, (C), or null
     * @param useInputStats whether to normalize by the input's statistics; yes by default
     * @param momentum how much of the running values the new ones replace; 0.1 by default
     * @param eps what is added to the variance; 1e-5 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, or a channel has but one element
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.instance_norm.html">torch.nn.functional.instance_norm</a>
     */
    public static Tensor instanceNorm(
            Tensor input,
            Tensor runningMean,
            Tensor runningVar,
            Tensor weight,
            Tensor bias,
            boolean useInputStats,
            double momentum,
            double eps) {
        if (useInputStats) {
            Checks.moreThanOneElement("instanceNorm", input);
        }
        return AtenI.instance_norm(
                input, weight, bias, runningMean, runningVar, useInputStats, momentum, eps, true);
    }

    /**
     * Normalizes over the last dimensions.
     *
     * <p>Shapes: input and output (*, normalizedShape).
     *
     * @param input the input
     * @param normalizedShape the sizes of the last dimensions
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.layer_norm.html">torch.nn.functional.layer_norm</a>
     */
    public static Tensor layerNorm(Tensor input, long[] normalizedShape) {
        return layerNorm(input, normalizedShape, null, null, 1e-5);
    }

    /**
     * Normalizes over the last dimensions.
     *
     * <p>Shapes: input and output (*, normalizedShape).
     *
     * @param input the input
     * @param normalizedShape the sizes of the last dimensions
     * @param weight the scale, of that shape, or null
     * @param bias the shift, of that shape, or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.layer_norm.html">torch.nn.functional.layer_norm</a>
     */
    public static Tensor layerNorm(
            Tensor input, long[] normalizedShape, Tensor weight, Tensor bias) {
        return layerNorm(input, normalizedShape, weight, bias, 1e-5);
    }

    /**
     * Normalizes over the last dimensions.
     *
     * <p>Shapes: input and output (*, normalizedShape).
     *
     * @param input the input
     * @param normalizedShape the sizes of the last dimensions
     * @param weight the scale, of that shape, or null
     * @param bias the shift, of that shape, or null
     * @param eps what is added to the variance; 1e-5 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.layer_norm.html">torch.nn.functional.layer_norm</a>
     */
    public static Tensor layerNorm(
            Tensor input, long[] normalizedShape, Tensor weight, Tensor bias, double eps) {
        return AtenL.layer_norm(input, normalizedShape, weight, bias, eps, true);
    }

    /**
     * Divides by the root of the mean square over the last dimensions.
     *
     * <p>Shapes: input and output (*, normalizedShape).
     *
     * @param input the input
     * @param normalizedShape the sizes of the last dimensions
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rms_norm.html">torch.nn.functional.rms_norm</a>
     */
    public static Tensor rmsNorm(Tensor input, long[] normalizedShape) {
        return rmsNorm(input, normalizedShape, null, null);
    }

    /**
     * Divides by the root of the mean square over the last dimensions.
     *
     * <p>Shapes: input and output (*, normalizedShape).
     *
     * @param input the input
     * @param normalizedShape the sizes of the last dimensions
     * @param weight the scale, of that shape, or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rms_norm.html">torch.nn.functional.rms_norm</a>
     */
    public static Tensor rmsNorm(Tensor input, long[] normalizedShape, Tensor weight) {
        return rmsNorm(input, normalizedShape, weight, null);
    }

    /**
     * Divides by the root of the mean square over the last dimensions.
     *
     * <p>Shapes: input and output (*, normalizedShape).
     *
     * @param input the input
     * @param normalizedShape the sizes of the last dimensions
     * @param weight the scale, of that shape, or null
     * @param eps what is added to the mean square, or null for the dtype's epsilon
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rms_norm.html">torch.nn.functional.rms_norm</a>
     */
    public static Tensor rmsNorm(Tensor input, long[] normalizedShape, Tensor weight, Double eps) {
        return AtenR.rms_norm(input, normalizedShape, weight, eps);
    }

    /**
     * Normalizes over groups of channels and the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param numGroups the number of groups
     * @return the output
     * @throws org.panamatorch.TorchException if the channels cannot be divided, or a group has but
     *     one value
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.group_norm.html">torch.nn.functional.group_norm</a>
     */
    public static Tensor groupNorm(Tensor input, long numGroups) {
        return groupNorm(input, numGroups, null, null, 1e-5);
    }

    /**
     * Normalizes over groups of channels and the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param numGroups the number of groups
     * @param weight the scale, (C), or null
     * @param bias the shift, (C), or null
     * @return the output
     * @throws org.panamatorch.TorchException if the channels cannot be divided, or a group has but
     *     one value
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.group_norm.html">torch.nn.functional.group_norm</a>
     */
    public static Tensor groupNorm(Tensor input, long numGroups, Tensor weight, Tensor bias) {
        return groupNorm(input, numGroups, weight, bias, 1e-5);
    }

    /**
     * Normalizes over groups of channels and the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param numGroups the number of groups
     * @param weight the scale, (C), or null
     * @param bias the shift, (C), or null
     * @param eps what is added to the variance; 1e-5 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the channels cannot be divided, or a group has but
     *     one value
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.group_norm.html">torch.nn.functional.group_norm</a>
     */
    public static Tensor groupNorm(
            Tensor input, long numGroups, Tensor weight, Tensor bias, double eps) {
        Checks.groupNormInput(input, numGroups);
        return AtenG.group_norm(input, numGroups, weight, bias, eps, true);
    }

    /**
     * Divides each element by a power of the squares of its neighbours in other channels: {@code x
     * / (k + alpha / size Σ x²)^beta}.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param size how many channels
     * @return the output, or for no elements the input
     * @throws org.panamatorch.TorchException if there are fewer than three dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.local_response_norm.html">torch.nn.functional.local_response_norm</a>
     */
    public static Tensor localResponseNorm(Tensor input, long size) {
        return localResponseNorm(input, size, 1e-4, 0.75, 1.0);
    }

    /**
     * Divides each element by a power of the squares of its neighbours in other channels: {@code x
     * / (k + alpha / size Σ x²)^beta}.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param size how many channels
     * @param alpha the factor of the sum; 1e-4 by default
     * @param beta the exponent; 0.75 by default
     * @param k what is added; 1 by default
     * @return the output, or for no elements the input
     * @throws org.panamatorch.TorchException if there are fewer than three dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.local_response_norm.html">torch.nn.functional.local_response_norm</a>
     */
    public static Tensor localResponseNorm(
            Tensor input, long size, double alpha, double beta, double k) {
        int dim = Required.tensor("localResponseNorm", "input", input).dim();
        if (dim < 3) {
            throw Checks.value(
                    "Expected 3D or higher dimensionality                          input (got "
                            + dim
                            + " dimensions)",
                    "localResponseNorm",
                    "input",
                    input,
                    "size",
                    size);
        }
        if (input.numel() == 0) {
            return input;
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor mean =
                    dim == 3 ? meanOfChannels(input, size) : meanOfSpatialChannels(input, size);
            Tensor denominator = mean.mul(alpha).add(k).pow(beta);
            return scope.keep(input.div(denominator));
        }
    }

    private static Tensor meanOfChannels(Tensor input, long size) {
        Tensor squares = input.mul(input).unsqueeze(1);
        Tensor padded =
                AtenP.pad(squares, new long[] {0, 0, size / 2, (size - 1) / 2}, "constant", null);
        return AtenA.avg_pool2d(
                        padded, new long[] {size, 1}, Sizes.ONE, Sizes.ZERO, false, true, null)
                .squeeze(1);
    }

    private static Tensor meanOfSpatialChannels(Tensor input, long size) {
        long[] sizes = input.sizes();
        // Python takes a view, and refuses what has other strides.
        Tensor squares = input.mul(input).reshape(sizes[0], 1, sizes[1], sizes[2], -1);
        Tensor padded =
                AtenP.pad(
                        squares,
                        new long[] {0, 0, 0, 0, size / 2, (size - 1) / 2},
                        "constant",
                        null);
        return AtenA.avg_pool3d(
                        padded, new long[] {size, 1, 1}, Sizes.ONE, Sizes.ZERO, false, true, null)
                .squeeze(1)
                .reshape(sizes);
    }
}
