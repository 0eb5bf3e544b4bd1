package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

/**
 * The hinge loss between scores and a class each.
 *
 * <p>Shapes: input (N, C) or (C), target (N) or (); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiMarginLoss.html">torch.nn.MultiMarginLoss</a>
 */
public final class MultiMarginLoss extends BinaryLoss {
    private final long p;
    private final Number margin;

    /** The options of {@link MultiMarginLoss}. */
    public static final class Builder extends Loss.WeightedBuilder<Builder> {
        private long p = 1;
        private Number margin = 1.0;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The exponent of each term; 1 by default.
         *
         * @param exponent 1 or 2
         * @return this
         */
        public Builder p(long exponent) {
            p = exponent;
            return this;
        }

        /**
         * The margin; 1 by default.
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
         * @throws org.panamatorch.TorchException if the exponent is another, or the weights have
         *     not one dimension
         */
        public MultiMarginLoss build() {
            return new MultiMarginLoss(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @throws org.panamatorch.TorchException if the exponent is another, or the weights have not
     *     one dimension
     */
    public MultiMarginLoss() {
        this(builder());
    }

    private MultiMarginLoss(Builder builder) {
        super(builder);
        p = builder.p;
        margin = builder.margin;
        if (p != 1 && p != 2) {
            throw Checks.value("only p == 1 and p == 2 supported");
        }
        if (weight() != null && weight().dim() != 1) {
            throw Checks.value(
                    "MultiMarginLoss: expected weight to be None or 1D tensor, got "
                            + weight().dim()
                            + "D instead");
        }
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
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.multiMarginLoss(
                input, target, p, margin.doubleValue(), weight(), reduction());
    }
}
