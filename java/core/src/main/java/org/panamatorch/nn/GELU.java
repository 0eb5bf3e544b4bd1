package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.GeluApproximation;

/**
 * The Gaussian error linear unit: the input times the normal distribution's probability of less.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GELU.html">torch.nn.GELU</a>
 */
public final class GELU extends UnaryModule {
    private final GeluApproximation approximate;

    /** The options of {@link GELU}. */
    public static final class Builder {
        private GeluApproximation approximate = GeluApproximation.NONE;

        private Builder() {}

        /**
         * How it is approximated; not by default.
         *
         * @param approximation how
         * @return this
         */
        public Builder approximate(GeluApproximation approximation) {
            approximate = Required.present(this, "approximate", approximation, "an approximation");
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public GELU build() {
            return new GELU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public GELU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param approximate how it is approximated
     */
    public GELU(GeluApproximation approximate) {
        this(builder().approximate(approximate));
    }

    private GELU(Builder builder) {
        approximate = builder.approximate;
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
        return Functional.gelu(input, approximate);
    }

    @Override
    protected String extraRepr() {
        return "approximate=" + PythonFormat.repr(approximate.toString());
    }
}
