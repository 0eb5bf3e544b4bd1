package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The cross entropy between the sigmoid of a logit and a probability.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.BCEWithLogitsLoss.html">torch.nn.BCEWithLogitsLoss</a>
 */
public final class BCEWithLogitsLoss extends BinaryLoss {
    private static final String POS_WEIGHT = "pos_weight";

    /** The options of {@link BCEWithLogitsLoss}. */
    public static final class Builder extends Loss.WeightedBuilder<Builder> {
        private Tensor posWeight;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The weights of the positive examples; none by default.
         *
         * @param weights the weights, which become a buffer, or null
         * @return this
         */
        public Builder posWeight(Tensor weights) {
            posWeight = weights;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public BCEWithLogitsLoss build() {
            return new BCEWithLogitsLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public BCEWithLogitsLoss() {
        this(builder());
    }

    private BCEWithLogitsLoss(Builder builder) {
        super(builder);
        registerBuffer(POS_WEIGHT, builder.posWeight);
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
     * @param input logits
     * @param target probabilities
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.binaryCrossEntropyWithLogits(
                input, target, weight(), reduction(), buffer(POS_WEIGHT));
    }
}
