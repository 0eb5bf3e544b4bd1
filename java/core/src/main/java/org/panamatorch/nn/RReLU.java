package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The input where it is positive, else the input times a slope: in training a random one each,
 * otherwise the mean.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RReLU.html">torch.nn.RReLU</a>
 */
public final class RReLU extends InplaceActivation {
    private final Number lower;
    private final Number upper;

    /** The options of {@link RReLU}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private Number lower = 1.0 / 8;
        private Number upper = 1.0 / 3;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The least slope; 1/8 by default.
         *
         * @param slope the slope
         * @return this
         */
        public Builder lower(Number slope) {
            lower = Required.real(this, "lower", slope);
            return this;
        }

        /**
         * The greatest slope; 1/3 by default.
         *
         * @param slope the slope
         * @return this
         */
        public Builder upper(Number slope) {
            upper = Required.real(this, "upper", slope);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public RReLU build() {
            return new RReLU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public RReLU() {
        this(builder());
    }

    private RReLU(Builder builder) {
        super(builder);
        lower = builder.lower;
        upper = builder.upper;
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
        return Functional.rrelu(input, lower, upper, isTraining(), isInplace());
    }

    @Override
    protected String extraRepr() {
        return withInplace(
                "lower=" + PythonFormat.repr(lower) + ", upper=" + PythonFormat.repr(upper));
    }
}
