package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The input, cut to an interval.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Hardtanh.html">torch.nn.Hardtanh</a>
 */
public final class Hardtanh extends InplaceActivation {
    private final Number minVal;
    private final Number maxVal;

    /** The options of {@link Hardtanh}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private Number minVal = -1.0;
        private Number maxVal = 1.0;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The lower end of the interval; -1 by default.
         *
         * @param end the end
         * @return this
         */
        public Builder minVal(Number end) {
            minVal = Required.real(this, "minVal", end);
            return this;
        }

        /**
         * The upper end of the interval; 1 by default.
         *
         * @param end the end
         * @return this
         */
        public Builder maxVal(Number end) {
            maxVal = Required.real(this, "maxVal", end);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Hardtanh build() {
            return new Hardtanh(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Hardtanh() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param minVal the lower end of the interval
     * @param maxVal its upper end
     */
    public Hardtanh(Number minVal, Number maxVal) {
        this(builder().minVal(minVal).maxVal(maxVal));
    }

    private Hardtanh(Builder builder) {
        super(builder);
        minVal = builder.minVal;
        maxVal = builder.maxVal;
        if (maxVal.doubleValue() <= minVal.doubleValue()) {
            throw Checks.value(
                    "max_val ("
                            + PythonFormat.repr(maxVal)
                            + ") must be greater than min_val ("
                            + PythonFormat.repr(minVal)
                            + ")");
        }
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
        return Functional.hardtanh(input, minVal, maxVal, isInplace());
    }

    @Override
    protected String extraRepr() {
        return withInplace(
                "min_val=" + PythonFormat.repr(minVal) + ", max_val=" + PythonFormat.repr(maxVal));
    }
}
