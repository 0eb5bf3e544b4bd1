package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The hinge loss between scores and several classes each.
 *
 * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiLabelMarginLoss.html">torch.nn.MultiLabelMarginLoss</a>
 */
public final class MultiLabelMarginLoss extends BinaryLoss {
    /** The options of {@link MultiLabelMarginLoss}. */
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
        public MultiLabelMarginLoss build() {
            return new MultiLabelMarginLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public MultiLabelMarginLoss() {
        this(builder());
    }

    private MultiLabelMarginLoss(Builder builder) {
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
     * @param input scores
     * @param target classes, of which those up to the first negative number count
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.multilabelMarginLoss(input, target, reduction());
    }
}
