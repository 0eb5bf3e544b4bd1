package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * One minus the cosine where the target is 1, and {@code max(0, cos - margin)} where it is -1.
 *
 * <p>Shapes: inputs (N, D) or (D), target (N) or (); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CosineEmbeddingLoss.html">torch.nn.CosineEmbeddingLoss</a>
 */
public final class CosineEmbeddingLoss extends TernaryLoss {
    private final Number margin;

    /** The options of {@link CosineEmbeddingLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private Number margin = 0.0;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The margin; 0 by default.
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
        public CosineEmbeddingLoss build() {
            return new CosineEmbeddingLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public CosineEmbeddingLoss() {
        this(builder());
    }

    private CosineEmbeddingLoss(Builder builder) {
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
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return Functional.cosineEmbeddingLoss(
                input1, input2, target, margin.doubleValue(), reduction());
    }
}
