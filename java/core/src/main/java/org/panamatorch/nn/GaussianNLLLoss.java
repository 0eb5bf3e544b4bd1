package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * The negative log likelihood under a normal distribution.
 *
 * <p>Shapes: input and target (*), var (*), or with 1 instead of one size, or without the last
 * dimension; output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GaussianNLLLoss.html">torch.nn.GaussianNLLLoss</a>
 */
public final class GaussianNLLLoss extends TernaryLoss {
    private final boolean full;
    private final Number eps;

    /** The options of {@link GaussianNLLLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private boolean full;
        private Number eps = 1e-6;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Whether the constant term is added; no by default.
         *
         * @param adds whether it is
         * @return this
         */
        public Builder full(boolean adds) {
            full = adds;
            return this;
        }

        /**
         * What the variance is at least; 1e-6 by default.
         *
         * @param term the least variance
         * @return this
         */
        public Builder eps(Number term) {
            eps = Required.real(this, "eps", term);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public GaussianNLLLoss build() {
            return new GaussianNLLLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public GaussianNLLLoss() {
        this(builder());
    }

    private GaussianNLLLoss(Builder builder) {
        super(builder);
        full = builder.full;
        eps = builder.eps;
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
     * @param input the means
     * @param target the targets
     * @param var the variances
     * @return the loss
     * @throws org.panamatorch.TorchException if a variance is negative, or shapes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target, Tensor var) {
        return Functional.gaussianNllLoss(input, target, var, full, eps.doubleValue(), reduction());
    }

    /**
     * Computes the loss with one variance.
     *
     * @param input the means
     * @param target the targets
     * @param var the variance
     * @return the loss
     * @throws org.panamatorch.TorchException if the variance is negative, or shapes do not fit
     */
    public Tensor call(Tensor input, Tensor target, double var) {
        return (Tensor)
                callWithHooks(
                        inputs ->
                                forward((Tensor) inputs[0], (Tensor) inputs[1], (double) inputs[2]),
                        input,
                        target,
                        var);
    }

    /** Computes what {@link #call(Tensor, Tensor, double)} returns. */
    protected Tensor forward(Tensor input, Tensor target, double var) {
        return Functional.gaussianNllLoss(input, target, var, full, eps.doubleValue(), reduction());
    }
}
