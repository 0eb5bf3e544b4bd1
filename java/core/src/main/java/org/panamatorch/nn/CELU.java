package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The continuously differentiable exponential linear unit: {@code max(x, 0) + min(0, alpha (e^(x /
 * alpha) - 1))}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CELU.html">torch.nn.CELU</a>
 */
public final class CELU extends InplaceActivation {
    private final Number alpha;

    /** The options of {@link CELU}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private Number alpha = 1.0;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Minus the limit for large negative inputs; 1 by default.
         *
         * @param factor the value
         * @return this
         */
        public Builder alpha(Number factor) {
            alpha = Required.number(this, "alpha", factor);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public CELU build() {
            return new CELU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public CELU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param alpha minus the limit for large negative inputs
     */
    public CELU(Number alpha) {
        this(builder().alpha(alpha));
    }

    private CELU(Builder builder) {
        super(builder);
        alpha = builder.alpha;
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
        return Functional.celu(input, alpha, isInplace());
    }

    @Override
    protected String extraRepr() {
        return withInplace("alpha=" + PythonFormat.repr(alpha));
    }
}
