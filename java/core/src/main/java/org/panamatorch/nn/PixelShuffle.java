package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.vision.Shuffling;

/**
 * Moves channels to space.
 *
 * <p>Shapes: input (*, C r², H, W), output (*, C, H r, W r).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PixelShuffle.html">torch.nn.PixelShuffle</a>
 */
public final class PixelShuffle extends UnaryModule {
    private final long upscaleFactor;

    /**
     * Makes the module.
     *
     * @param upscaleFactor the factor r of the spatial sizes
     */
    public PixelShuffle(long upscaleFactor) {
        this.upscaleFactor = upscaleFactor;
    }

    /**
     * Computes the output.
     *
     * @param input (*, C r², H, W)
     * @return (*, C, H r, W r)
     * @throws org.panamatorch.TorchException if a size cannot be divided
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Shuffling.pixelShuffle(input, upscaleFactor);
    }

    @Override
    protected String extraRepr() {
        return "upscale_factor=" + upscaleFactor;
    }
}
