package org.panamatorch.nn;

import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.InterpolationMode;

/**
 * Resamples its input to a size.
 *
 * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Upsample.html">torch.nn.Upsample</a>
 */
public final class Upsample extends UpsampleBase {
    /** The options of {@link Upsample}. */
    public static final class Builder extends UpsampleBase.Builder<Builder> {
        private InterpolationMode mode = InterpolationMode.NEAREST;
        private Boolean alignCorners;
        private Boolean recomputeScaleFactor;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * How to interpolate; the nearest element by default.
         *
         * @param kind how
         * @return this
         */
        public Builder mode(InterpolationMode kind) {
            mode = Required.present(this, "mode", kind, "an interpolation mode");
            return this;
        }

        /**
         * Whether the corner elements keep their values; no by default.
         *
         * @param keep whether they do, or null
         * @return this
         */
        public Builder alignCorners(Boolean keep) {
            alignCorners = keep;
            return this;
        }

        /**
         * Whether the ratio of the sizes takes the place of the given factor; no by default.
         *
         * @param takes whether it does, or null
         * @return this
         */
        public Builder recomputeScaleFactor(Boolean takes) {
            recomputeScaleFactor = takes;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Upsample build() {
            return new Upsample(this);
        }
    }

    private Upsample(Builder builder) {
        super(builder, builder.mode, builder.alignCorners, builder.recomputeScaleFactor);
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
