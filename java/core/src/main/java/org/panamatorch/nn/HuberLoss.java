package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * Half the squared difference where the difference is less than delta, else delta times the
 * absolute difference less half of delta.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.HuberLoss.html">torch.nn.HuberLoss</a>
 */
public final class HuberLoss extends BinaryLoss {
    private final Number delta;

    /** The options of {@link HuberLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private Number delta = 1.0;

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
        public Builder delta(Number difference) {
            delta = Required.real(this, "delta", difference);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public HuberLoss build() {
            return new HuberLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public HuberLoss() {
        this(builder());
    }

    private HuberLoss(Builder builder) {
        super(builder);
        delta = builder.delta;
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
        return Functional.huberLoss(input, target, reduction(), delta.doubleValue());
    }
}
