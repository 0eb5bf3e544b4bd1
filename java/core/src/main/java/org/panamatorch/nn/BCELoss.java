package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The cross entropy between two probabilities.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.BCELoss.html">torch.nn.BCELoss</a>
 */
public final class BCELoss extends BinaryLoss {
    /** The options of {@link BCELoss}. */
    public static final class Builder extends Loss.WeightedBuilder<Builder> {
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
        public BCELoss build() {
            return new BCELoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public BCELoss() {
        this(builder());
    }

    private BCELoss(Builder builder) {
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
     * @param input probabilities
     * @param target probabilities
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ, or a probability is outside 0 and 1
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.binaryCrossEntropy(input, target, weight(), reduction());
    }
}
