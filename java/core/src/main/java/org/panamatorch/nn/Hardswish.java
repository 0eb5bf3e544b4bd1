package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The swish in straight and square pieces: {@code x min(max(x + 3, 0), 6) / 6}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Hardswish.html">torch.nn.Hardswish</a>
 */
public final class Hardswish extends InplaceActivation {
    /** The options of {@link Hardswish}. */
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
        public Hardswish build() {
            return new Hardswish(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Hardswish() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public Hardswish(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private Hardswish(Builder builder) {
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
        return Functional.hardswish(input, isInplace());
    }

    @Override
    protected String extraRepr() {
        return "";
    }
}
