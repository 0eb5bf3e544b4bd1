package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The logistic loss: {@code log(1 + e^(-y x))}.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SoftMarginLoss.html">torch.nn.SoftMarginLoss</a>
 */
public final class SoftMarginLoss extends BinaryLoss {
    /** The options of {@link SoftMarginLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
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
        public SoftMarginLoss build() {
            return new SoftMarginLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public SoftMarginLoss() {
        this(builder());
    }

    private SoftMarginLoss(Builder builder) {
        super(builder);
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
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.softMarginLoss(input, target, reduction());
    }
}
