package org.panamatorch.nn;

import org.panamatorch.option.InterpolationMode;

/**
 * Resamples images to a size linearly; the corner elements keep their values.
 *
 * <p>Shapes: input (N, C, H, W), output (N, C, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.UpsamplingBilinear2d.html">torch.nn.UpsamplingBilinear2d</a>
 */
public final class UpsamplingBilinear2d extends UpsampleBase {
    /** The options of {@link UpsamplingBilinear2d}. */
    public static final class Builder extends UpsampleBase.Builder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public UpsamplingBilinear2d build() {
            return new UpsamplingBilinear2d(this);
        }
    }

    private UpsamplingBilinear2d(Builder builder) {
        super(builder, InterpolationMode.BILINEAR, true, null);
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }
}
