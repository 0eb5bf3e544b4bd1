package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * Half the squared difference over beta where the difference is less than beta, else the absolute
 * difference less half of beta.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SmoothL1Loss.html">torch.nn.SmoothL1Loss</a>
 */
public final class SmoothL1Loss extends BinaryLoss {
    private final Number beta;

    /** The options of {@link SmoothL1Loss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private Number beta = 1.0;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The difference where the square ends; 1 by default.
         *
         * @param difference the difference
         * @return this
         */
        public Builder beta(Number difference) {
            beta = Required.real(this, "beta", difference);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public SmoothL1Loss build() {
            return new SmoothL1Loss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public SmoothL1Loss() {
        this(builder());
    }

    private SmoothL1Loss(Builder builder) {
        super(builder);
        beta = builder.beta;
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the loss.
     *
     * @param input the input
     * @param target the target
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.smoothL1Loss(input, target, reduction(), beta.doubleValue());
    }
}
