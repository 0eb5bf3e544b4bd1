package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * The cosines of the angles between vectors.
 *
 * <p>Shapes: inputs (*, D, *), output (*, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CosineSimilarity.html">torch.nn.CosineSimilarity</a>
 */
public final class CosineSimilarity extends BinaryModule {
    private final long dim;
    private final Number eps;

    /** The options of {@link CosineSimilarity}. */
    public static final class Builder {
        private long dim = 1;
        private Number eps = 1e-8;

        private Builder() {}

        /**
         * The dimension of the vectors; 1 by default.
         *
         * @param dimension the dimension
         * @return this
         */
        public Builder dim(long dimension) {
            dim = dimension;
            return this;
        }

        /**
         * What the product of the norms is at least; 1e-8 by default.
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
        public CosineSimilarity build() {
            return new CosineSimilarity(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public CosineSimilarity() {
        this(builder());
    }

    private CosineSimilarity(Builder builder) {
        dim = builder.dim;
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
     * Computes the output.
     *
     * @param x1 the first input
     * @param x2 the second input
     * @return the cosines
     * @throws org.panamatorch.TorchException if shapes do not fit
     */
    @Override
    protected Tensor forward(Tensor x1, Tensor x2) {
        return Functional.cosineSimilarity(x1, x2, dim, eps.doubleValue());
    }
}
