package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.vision.Shuffling;

/**
 * Moves space to channels.
 *
 * <p>Shapes: input (*, C, H r, W r), output (*, C r², H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PixelUnshuffle.html">torch.nn.PixelUnshuffle</a>
 */
public final class PixelUnshuffle extends UnaryModule {
    private final long downscaleFactor;

    /**
     * Makes the module.
     *
     * @param downscaleFactor the factor r of the spatial sizes
     */
    public PixelUnshuffle(long downscaleFactor) {
        this.downscaleFactor = downscaleFactor;
    }

    /**
     * Computes the output.
     *
     * @param input (*, C, H r, W r)
     * @return (*, C r², H, W)
     * @throws org.panamatorch.TorchException if a size cannot be divided
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Shuffling.pixelUnshuffle(input, downscaleFactor);
    }

    @Override
    protected String extraRepr() {
        return "downscale_factor=" + downscaleFactor;
    }
}
