package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * The negative log likelihood of counts under a Poisson distribution.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PoissonNLLLoss.html">torch.nn.PoissonNLLLoss</a>
 */
public final class PoissonNLLLoss extends BinaryLoss {
    private final boolean logInput;
    private final boolean full;
    private final Number eps;

    /** The options of {@link PoissonNLLLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private boolean logInput = true;
        private boolean full;
        private Number eps = 1e-8;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Whether the input is logarithms of rates; yes by default.
         *
         * @param isLog whether it is
         * @return this
         */
        public Builder logInput(boolean isLog) {
            logInput = isLog;
            return this;
        }

        /**
         * Whether Stirling's approximation of the target's term is added; no by default.
         *
         * @param adds whether it is
         * @return this
         */
        public Builder full(boolean adds) {
            full = adds;
            return this;
        }

        /**
         * What is added to the rate before its logarithm is taken; 1e-8 by default.
         *
         * @param term the term
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
        public PoissonNLLLoss build() {
            return new PoissonNLLLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public PoissonNLLLoss() {
        this(builder());
    }

    private PoissonNLLLoss(Builder builder) {
        super(builder);
        logInput = builder.logInput;
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
     * @param input the rates, or their logarithms
     * @param target the counts
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.poissonNllLoss(
                input, target, logInput, full, eps.doubleValue(), reduction());
    }
}
