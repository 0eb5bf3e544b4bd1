package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * The p-norms of differences: {@code ‖x₁ - x₂ + eps‖ₚ}.
 *
 * <p>Shapes: inputs (N, D) or (D), output (N) or ().
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PairwiseDistance.html">torch.nn.PairwiseDistance</a>
 */
public final class PairwiseDistance extends BinaryModule {
    private final Number p;
    private final Number eps;
    private final boolean keepdim;

    /** The options of {@link PairwiseDistance}. */
    public static final class Builder {
        private Number p = 2.0;
        private Number eps = 1e-6;
        private boolean keepdim;

        private Builder() {}

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
         * Whether the last dimension stays, with the size 1; no by default.
         *
         * @param keeps whether it does
         * @return this
         */
        public Builder keepdim(boolean keeps) {
            keepdim = keeps;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public PairwiseDistance build() {
            return new PairwiseDistance(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public PairwiseDistance() {
        this(builder());
    }

    private PairwiseDistance(Builder builder) {
        p = builder.p;
        eps = builder.eps;
        keepdim = builder.keepdim;
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
     * Computes the output.
     *
     * @param x1 the first input
     * @param x2 the second input
     * @return the distances
     * @throws org.panamatorch.TorchException if shapes do not fit
     */
    @Override
    protected Tensor forward(Tensor x1, Tensor x2) {
        return Functional.pairwiseDistance(x1, x2, p.doubleValue(), eps.doubleValue(), keepdim);
    }
}
