package org.panamatorch.internal.nn.vision;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;

/** Shuffling of pixels and channels. */
@Facade("org.panamatorch.nn.Functional")
public final class Shuffling {
    private Shuffling() {}

    /**
     * Moves channels to space.
     *
     * <p>Shapes: input (*, C r², H, W), output (*, C, H r, W r).
     *
     * @param input the input
     * @param upscaleFactor the factor r of the spatial sizes
     * @return the output
     * @throws org.panamatorch.TorchException if the channels cannot be divided
     */
    @AsModule("PixelShuffle")
    public static Tensor pixelShuffle(Tensor input, long upscaleFactor) {
        return AtenP.pixel_shuffle(input, upscaleFactor);
    }

    /**
     * Moves space to channels.
     *
     * <p>Shapes: input (*, C, H r, W r), output (*, C r², H, W).
     *
     * @param input the input
     * @param downscaleFactor the divisor r of the spatial sizes
     * @return the output
     * @throws org.panamatorch.TorchException if the spatial sizes cannot be divided
     */
    @AsModule("PixelUnshuffle")
    public static Tensor pixelUnshuffle(Tensor input, long downscaleFactor) {
        return AtenP.pixel_unshuffle(input, downscaleFactor);
    }

    /**
     * Shuffles channels: takes one of each group in turn.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param groups the number of groups
     * @return the output
     * @throws org.panamatorch.TorchException if the channels cannot be divided
     */
    @AsModule("ChannelShuffle")
    public static Tensor channelShuffle(Tensor input, long groups) {
        return AtenC.channel_shuffle(input, groups);
    }

    /**
     * Shuffles channels: takes one of each group in turn, by the device's own kernel.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param groups the number of groups
     * @return the output
     * @throws org.panamatorch.TorchException if the channels cannot be divided
     */
    public static Tensor nativeChannelShuffle(Tensor input, long groups) {
        return AtenN.native_channel_shuffle(input, groups);
    }
}
