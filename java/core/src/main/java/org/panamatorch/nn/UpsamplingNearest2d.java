package org.panamatorch.nn;

import org.panamatorch.internal.nn.vision.VisionSpecs.UpsampleSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.Upsampling2dSpec;
import org.panamatorch.option.InterpolationMode;

import java.util.function.Consumer;

/**
 * Resamples images to a size by the nearest elements.
 *
 * <p>Shapes: input (N, C, H, W), output (N, C, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.UpsamplingNearest2d.html">torch.nn.UpsamplingNearest2d</a>
 */
public final class UpsamplingNearest2d extends UpsampleBase {
    /**
     * Makes the module.
     *
     * @param options sets a size or a factor, and what is not to be as by default
     */
    public UpsamplingNearest2d(Consumer<? super Upsampling2dOptions> options) {
        this(Upsampling2dOptions.of(options, "UpsamplingNearest2d"));
    }

    private UpsamplingNearest2d(Upsampling2dSpec options) {
        super(
                new UpsampleSpec(
                        options.size(),
                        options.scaleFactor(),
                        InterpolationMode.NEAREST,
                        null,
                        null));
    }
}
