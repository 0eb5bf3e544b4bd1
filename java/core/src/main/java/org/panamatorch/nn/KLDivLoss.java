package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The Kullback-Leibler divergence: {@code y (log y - x)}.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.KLDivLoss.html">torch.nn.KLDivLoss</a>
 */
public final class KLDivLoss extends BinaryLoss {
    private final boolean logTarget;

    /** The options of {@link KLDivLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private boolean logTarget;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Whether the target is logarithms; no by default.
         *
         * @param isLog whether it is
         * @return this
         */
        public Builder logTarget(boolean isLog) {
            logTarget = isLog;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public KLDivLoss build() {
            return new KLDivLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public KLDivLoss() {
        this(builder());
    }

    private KLDivLoss(Builder builder) {
        super(builder);
        logTarget = builder.logTarget;
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
     * @param input log probabilities
     * @param target probabilities, or their logarithms
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.klDiv(input, target, reduction(), logTarget);
    }
}
