package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * What a ranking lacks: {@code max(0, -y (x₁ - x₂) + margin)}.
 *
 * <p>Shapes: inputs and target (*); output a scalar, or (*) without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MarginRankingLoss.html">torch.nn.MarginRankingLoss</a>
 */
public final class MarginRankingLoss extends TernaryLoss {
    private final Number margin;

    /** The options of {@link MarginRankingLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private Number margin = 0.0;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The margin; 0 by default.
         *
         * @param distance the margin
         * @return this
         */
        public Builder margin(Number distance) {
            margin = Required.real(this, "margin", distance);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public MarginRankingLoss build() {
            return new MarginRankingLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public MarginRankingLoss() {
        this(builder());
    }

    private MarginRankingLoss(Builder builder) {
        super(builder);
        margin = builder.margin;
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
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 where the first shall be greater, else -1
     * @return the loss
     * @throws org.panamatorch.TorchException if the numbers of dimensions differ
     */
    @Override
    protected Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return Functional.marginRankingLoss(
                input1, input2, target, margin.doubleValue(), reduction());
    }
}
