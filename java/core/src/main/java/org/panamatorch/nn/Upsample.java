package org.panamatorch.nn;

import org.panamatorch.internal.nn.vision.VisionSpecs.UpsampleSpec;

import java.util.function.Consumer;

/**
 * Resamples its input to a size.
 *
 * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Upsample.html">torch.nn.Upsample</a>
 */
public final class Upsample extends UpsampleBase {
    /**
     * Makes the module.
     *
     * @param options sets a size or a factor, and what is not to be as by default
     */
    public Upsample(Consumer<? super UpsampleOptions> options) {
        this(UpsampleOptions.of(options, "Upsample"));
    }

    private Upsample(UpsampleSpec options) {
        super(options);
    }
}
