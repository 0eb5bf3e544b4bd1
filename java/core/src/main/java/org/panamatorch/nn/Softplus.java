package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * A smooth positive part: {@code log(1 + e^(beta x)) / beta}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Softplus.html">torch.nn.Softplus</a>
 */
public final class Softplus extends UnaryModule {
    private final Number beta;
    private final Number threshold;

    /** The options of {@link Softplus}. */
    public static final class Builder {
        private Number beta = 1.0;
        private Number threshold = 20.0;

        private Builder() {}

        /**
         * How sharp the bend is; 1 by default.
         *
         * @param factor the factor
         * @return this
         */
        public Builder beta(Number factor) {
            beta = Required.number(this, "beta", factor);
            return this;
        }

        /**
         * The value of {@code beta x} above which the result is x; 20 by default.
         *
         * @param end the value
         * @return this
         */
        public Builder threshold(Number end) {
            threshold = Required.number(this, "threshold", end);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Softplus build() {
            return new Softplus(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Softplus() {
        this(builder());
    }

    private Softplus(Builder builder) {
        beta = builder.beta;
        threshold = builder.threshold;
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
        return Functional.softplus(input, beta, threshold);
    }

    @Override
    protected String extraRepr() {
        return "beta=" + PythonFormat.repr(beta) + ", threshold=" + PythonFormat.repr(threshold);
    }
}
