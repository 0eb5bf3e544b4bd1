package org.panamatorch.nn;

import org.panamatorch.internal.nn.vision.VisionSpecs.UpsampleSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.Upsampling2dSpec;
import org.panamatorch.option.InterpolationMode;

import java.util.function.Consumer;

/**
 * Resamples images to a size linearly; the corner elements keep their values.
 *
 * <p>Shapes: input (N, C, H, W), output (N, C, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.UpsamplingBilinear2d.html">torch.nn.UpsamplingBilinear2d</a>
 */
public final class UpsamplingBilinear2d extends UpsampleBase {
    /**
     * Makes the module.
     *
     * @param options sets a size or a factor, and what is not to be as by default
     */
    public UpsamplingBilinear2d(Consumer<? super Upsampling2dOptions> options) {
        this(Upsampling2dOptions.of(options, "UpsamplingBilinear2d"));
    }

    private UpsamplingBilinear2d(Upsampling2dSpec options) {
        super(
                new UpsampleSpec(
                        options.size(),
                        options.scaleFactor(),
                        InterpolationMode.BILINEAR,
                        true,
                        null));
    }
}
