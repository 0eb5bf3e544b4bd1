package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;

/**
 * Makes one dimension of several.
 *
 * <p>Shapes: input (*, S₁, …, Sₙ, *), output (*, ΠSᵢ, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Flatten.html">torch.nn.Flatten</a>
 */
public final class Flatten extends UnaryModule {
    private final long startDim;
    private final long endDim;

    /** The options of {@link Flatten}. */
    public static final class Builder {
        private long startDim = 1;
        private long endDim = -1;

        private Builder() {}

        /**
         * The first dimension; 1 by default.
         *
         * @param dimension the dimension
         * @return this
         */
        public Builder startDim(long dimension) {
            startDim = dimension;
            return this;
        }

        /**
         * The last dimension; the last of all by default.
         *
         * @param dimension the dimension
         * @return this
         */
        public Builder endDim(long dimension) {
            endDim = dimension;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Flatten build() {
            return new Flatten(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Flatten() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param startDim the first dimension
     */
    public Flatten(long startDim) {
        this(builder().startDim(startDim));
    }

    /**
     * Makes the module.
     *
     * @param startDim the first dimension
     * @param endDim the last dimension
     */
    public Flatten(long startDim, long endDim) {
        this(builder().startDim(startDim).endDim(endDim));
    }

    private Flatten(Builder builder) {
        startDim = builder.startDim;
        endDim = builder.endDim;
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
     * @param input (*, S₁, …, Sₙ, *)
     * @return (*, ΠSᵢ, *), a view where that is possible
     * @throws org.panamatorch.TorchException if there are no such dimensions
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Required.tensor("Flatten", "input", input).flatten(startDim, endDim);
    }

    @Override
    protected String extraRepr() {
        return "start_dim=" + startDim + ", end_dim=" + endDim;
    }
}
