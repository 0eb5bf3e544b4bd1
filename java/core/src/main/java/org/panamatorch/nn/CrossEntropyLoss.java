package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The cross entropy between logits and classes, given as indices or as probabilities.
 *
 * <p>Shapes: input (C), (N, C) or (N, C, d₁, …); target (), (N) or (N, d₁, …) of {@code int64} for
 * indices, or the input's for probabilities; output a scalar, or the shape of the indices without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public final class CrossEntropyLoss extends BinaryLoss {
    /** What Python ignores by default: an index that is no class. */
    public static final long DEFAULT_IGNORE_INDEX = -100;

    private final long ignoreIndex;
    private final double labelSmoothing;

    /** The options of {@link CrossEntropyLoss}. */
    public static final class Builder extends Loss.WeightedBuilder<Builder> {
        private long ignoreIndex = DEFAULT_IGNORE_INDEX;
        private double labelSmoothing;

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
         * How much of each target is spread over all classes; 0 by default.
         *
         * @param part from 0 to 1
         * @return this
         */
        public Builder labelSmoothing(double part) {
            labelSmoothing = part;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public CrossEntropyLoss build() {
            return new CrossEntropyLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public CrossEntropyLoss() {
        this(builder());
    }

    private CrossEntropyLoss(Builder builder) {
        super(builder);
        ignoreIndex = builder.ignoreIndex;
        labelSmoothing = builder.labelSmoothing;
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
     * @param input the logits
     * @param target the classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or a class is out of
     *     range
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.crossEntropy(
                input, target, weight(), ignoreIndex, reduction(), labelSmoothing);
    }
}
