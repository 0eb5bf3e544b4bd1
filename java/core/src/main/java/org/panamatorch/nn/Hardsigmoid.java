package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The sigmoid in three straight pieces: {@code min(max(x + 3, 0), 6) / 6}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Hardsigmoid.html">torch.nn.Hardsigmoid</a>
 */
public final class Hardsigmoid extends InplaceActivation {
    /** The options of {@link Hardsigmoid}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Hardsigmoid build() {
            return new Hardsigmoid(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Hardsigmoid() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public Hardsigmoid(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private Hardsigmoid(Builder builder) {
        super(builder);
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
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.hardsigmoid(input, isInplace());
    }

    @Override
    protected String extraRepr() {
        return "";
    }
}
