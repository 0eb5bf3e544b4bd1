package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.PrintedBare;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.norm.NormSpecs.BatchNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.GroupNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.InstanceNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.LayerNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.LocalResponseNormSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.RMSNormFuncSpec;
import org.panamatorch.internal.print.PythonFormat;

/** Normalization. */
@Facade("org.panamatorch.nn.Functional")
public final class Normalizations {
    private Normalizations() {}

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
     */
    public static Tensor batchNorm(
            Tensor input, Tensor runningMean, Tensor runningVar, BatchNormFuncSpec options) {
        if (options.training()) {
            Checks.moreThanOneValue("batchNorm", input);
            if (options.eps() <= 0) {
                throw Checks.value(
                        "batch_norm eps must be positive during training, but got "
                                + PythonFormat.repr(options.eps()),
                        "batchNorm",
                        "input",
                        input,
                        "training",
                        options.training(),
                        "eps",
                        options.eps());
            }
        }
        if (options.eps() < 0) {
            throw Checks.value(
                    "batch_norm eps must be non-negative, but got "
                            + PythonFormat.repr(options.eps()),
                    "batchNorm",
                    "input",
                    input,
                    "training",
                    options.training(),
                    "eps",
                    options.eps());
        }
        return AtenB.batch_norm(
                input,
                options.weight(),
                options.bias(),
                runningMean,
                runningVar,
                options.training(),
                options.momentum(),
                options.eps(),
                true);
    }

    /**
     * Normalizes each channel of each element of the batch over the spatial dimensions.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, or a channel has but one element
     */
    public static Tensor instanceNorm(Tensor input, InstanceNormFuncSpec options) {
        if (options.useInputStats()) {
            Checks.moreThanOneElement("instanceNorm", input);
        }
        return AtenI.instance_norm(
                input,
                options.weight(),
                options.bias(),
                options.runningMean(),
                options.runningVar(),
                options.useInputStats(),
                options.momentum(),
                options.eps(),
                true);
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
     */
    public static Tensor layerNorm(
            Tensor input, Extent normalizedShape, LayerNormFuncSpec options) {
        return AtenL.layer_norm(
                input,
                normalizedShape.sizes(),
                options.weight(),
                options.bias(),
                options.eps(),
                true);
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
     */
    public static Tensor rmsNorm(Tensor input, Extent normalizedShape, RMSNormFuncSpec options) {
        return AtenR.rms_norm(input, normalizedShape.sizes(), options.weight(), options.eps());
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
     */
    public static Tensor groupNorm(Tensor input, long numGroups, GroupNormFuncSpec options) {
        Checks.groupNormInput(input, numGroups);
        return AtenG.group_norm(
                input, numGroups, options.weight(), options.bias(), options.eps(), true);
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
     */
    @AsModule("LocalResponseNorm")
    public static Tensor localResponseNorm(
            Tensor input, @PrintedBare long size, LocalResponseNormSpec options) {
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
            Tensor denominator =
                    mean.mul(options.alpha().doubleValue())
                            .add(options.k().doubleValue())
                            .pow(options.beta().doubleValue());
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
