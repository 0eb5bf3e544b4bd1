package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The input where it is positive, else the input times a slope.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LeakyReLU.html">torch.nn.LeakyReLU</a>
 */
public final class LeakyReLU extends InplaceActivation {
    private final Number negativeSlope;

    /** The options of {@link LeakyReLU}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private Number negativeSlope = 0.01;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The slope of what is negative; 0.01 by default.
         *
         * @param slope the slope
         * @return this
         */
        public Builder negativeSlope(Number slope) {
            negativeSlope = Required.number(this, "negativeSlope", slope);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public LeakyReLU build() {
            return new LeakyReLU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LeakyReLU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param negativeSlope the slope of what is negative
     */
    public LeakyReLU(Number negativeSlope) {
        this(builder().negativeSlope(negativeSlope));
    }

    private LeakyReLU(Builder builder) {
        super(builder);
        negativeSlope = builder.negativeSlope;
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
        return Functional.leakyRelu(input, negativeSlope, isInplace());
    }

    @Override
    protected String extraRepr() {
        return withInplace("negative_slope=" + PythonFormat.repr(negativeSlope));
    }
}
