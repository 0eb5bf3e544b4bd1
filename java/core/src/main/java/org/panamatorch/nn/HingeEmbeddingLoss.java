package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * The input where the target is 1, and {@code max(0, margin - x)} where it is -1.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.HingeEmbeddingLoss.html">torch.nn.HingeEmbeddingLoss</a>
 */
public final class HingeEmbeddingLoss extends BinaryLoss {
    private final Number margin;

    /** The options of {@link HingeEmbeddingLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private Number margin = 1.0;

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
         * Makes the module.
         *
         * @return the module
         */
        public HingeEmbeddingLoss build() {
            return new HingeEmbeddingLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public HingeEmbeddingLoss() {
        this(builder());
    }

    private HingeEmbeddingLoss(Builder builder) {
        super(builder);
        margin = builder.margin;
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
     * @param input distances
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return Functional.hingeEmbeddingLoss(input, target, margin.doubleValue(), reduction());
    }
}
