package org.panamatorch.nn;

import org.panamatorch.option.InterpolationMode;

/**
 * Resamples images to a size by the nearest elements.
 *
 * <p>Shapes: input (N, C, H, W), output (N, C, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.UpsamplingNearest2d.html">torch.nn.UpsamplingNearest2d</a>
 */
public final class UpsamplingNearest2d extends UpsampleBase {
    /** The options of {@link UpsamplingNearest2d}. */
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
        public UpsamplingNearest2d build() {
            return new UpsamplingNearest2d(this);
        }
    }

    private UpsamplingNearest2d(Builder builder) {
        super(builder, InterpolationMode.NEAREST, null, null);
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
