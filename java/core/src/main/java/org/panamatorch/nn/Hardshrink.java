package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Zero where the input is in [-lambda, lambda], else the input.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Hardshrink.html">torch.nn.Hardshrink</a>
 */
public final class Hardshrink extends UnaryModule {
    private final Number lambd;

    /** The options of {@link Hardshrink}. */
    public static final class Builder {
        private Number lambd = 0.5;

        private Builder() {}

        /**
         * Lambda; 0.5 by default.
         *
         * @param end the end of the interval
         * @return this
         */
        public Builder lambd(Number end) {
            lambd = Required.number(this, "lambd", end);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Hardshrink build() {
            return new Hardshrink(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Hardshrink() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param lambd lambda
     */
    public Hardshrink(Number lambd) {
        this(builder().lambd(lambd));
    }

    private Hardshrink(Builder builder) {
        lambd = builder.lambd;
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
        return Functional.hardshrink(input, lambd);
    }

    @Override
    protected String extraRepr() {
        return PythonFormat.repr(lambd);
    }
}
