package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a, n) +
 * margin)}.
 *
 * <p>Shapes: anchor, positive and negative (N, D) or (D); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TripletMarginLoss.html">torch.nn.TripletMarginLoss</a>
 */
public final class TripletMarginLoss extends TernaryLoss {
    private final Number margin;
    private final Number p;
    private final Number eps;
    private final boolean swap;

    /** The options of {@link TripletMarginLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private Number margin = 1.0;
        private Number p = 2.0;
        private Number eps = 1e-6;
        private boolean swap;

        private Builder() {}

        @Override
        Builder self() {
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
         * The p of the norm; 2 by default.
         *
         * @param norm the p
         * @return this
         */
        public Builder p(Number norm) {
            p = Required.real(this, "p", norm);
            return this;
        }

        /**
         * What is added to the differences; 1e-6 by default.
         *
         * @param term the term
         * @return this
         */
        public Builder eps(Number term) {
            eps = Required.real(this, "eps", term);
            return this;
        }

        /**
         * Whether the distance between the two others may take the place of that to the unlike one,
         * if it is less; no by default.
         *
         * @param may whether it may
         * @return this
         */
        public Builder swap(boolean may) {
            swap = may;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the margin is not positive
         */
        public TripletMarginLoss build() {
            return new TripletMarginLoss(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @throws org.panamatorch.TorchException if the margin is not positive
     */
    public TripletMarginLoss() {
        this(builder());
    }

    private TripletMarginLoss(Builder builder) {
        super(builder);
        margin = builder.margin;
        p = builder.p;
        eps = builder.eps;
        swap = builder.swap;
        if (margin.doubleValue() <= 0) {
            throw Checks.value(
                    "TripletMarginLoss: expected margin to be greater than 0, got "
                            + PythonFormat.repr(margin)
                            + " instead");
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
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return Functional.tripletMarginLoss(
                anchor,
                positive,
                negative,
                margin.doubleValue(),
                p.doubleValue(),
                eps.doubleValue(),
                swap,
                reduction());
    }
}
