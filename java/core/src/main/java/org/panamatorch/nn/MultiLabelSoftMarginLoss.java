package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The mean over the classes of the cross entropy between sigmoids and several classes each.
 *
 * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiLabelSoftMarginLoss.html">torch.nn.MultiLabelSoftMarginLoss</a>
 */
public final class MultiLabelSoftMarginLoss extends BinaryLoss {
    /** The options of {@link MultiLabelSoftMarginLoss}. */
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
        public MultiLabelSoftMarginLoss build() {
            return new MultiLabelSoftMarginLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public MultiLabelSoftMarginLoss() {
        this(builder());
    }

    private MultiLabelSoftMarginLoss(Builder builder) {
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
     * @param input logits
     * @param target 0 or 1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.multilabelSoftMarginLoss(input, target, weight(), reduction());
    }
}
