package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The negative log likelihood of classes. {@link NLLLoss} does the same.
 *
 * <p>Shapes: input (C), (N, C) or (N, C, d₁, …), target (), (N) or (N, d₁, …) of {@code int64};
 * output a scalar, or the shape of the target without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.NLLLoss2d.html">torch.nn.NLLLoss2d</a>
 */
public final class NLLLoss2d extends BinaryLoss {
    private final long ignoreIndex;

    /** The options of {@link NLLLoss2d}. */
    public static final class Builder extends Loss.WeightedBuilder<Builder> {
        private long ignoreIndex = -100;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The index whose elements count neither for the loss nor for the mean; -100 by default.
         *
         * @param index the index
         * @return this
         */
        public Builder ignoreIndex(long index) {
            ignoreIndex = index;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public NLLLoss2d build() {
            return new NLLLoss2d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public NLLLoss2d() {
        this(builder());
    }

    private NLLLoss2d(Builder builder) {
        super(builder);
        ignoreIndex = builder.ignoreIndex;
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
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or a class is out of
     *     range
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.nllLoss(input, target, weight(), ignoreIndex, reduction());
    }
}
