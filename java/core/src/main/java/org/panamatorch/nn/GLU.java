package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The gated linear unit: the first half times the sigmoid of the second.
 *
 * <p>Shapes: input (*, 2k, *), output (*, k, *).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GLU.html">torch.nn.GLU</a>
 */
public final class GLU extends UnaryModule {
    private final long dim;

    /** The options of {@link GLU}. */
    public static final class Builder {
        private long dim = -1;

        private Builder() {}

        /**
         * The dimension that is halved; the last by default.
         *
         * @param dimension the dimension
         * @return this
         */
        public Builder dim(long dimension) {
            dim = dimension;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public GLU build() {
            return new GLU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public GLU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param dim the dimension
     */
    public GLU(long dim) {
        this(builder().dim(dim));
    }

    private GLU(Builder builder) {
        dim = builder.dim;
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
     * @param input (*, 2k, *)
     * @return (*, k, *)
     * @throws org.panamatorch.TorchException if the size of the dimension is odd
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.glu(input, dim);
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
