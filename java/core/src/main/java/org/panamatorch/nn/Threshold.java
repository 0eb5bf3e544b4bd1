package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The input where it is greater than a threshold, else a value.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Threshold.html">torch.nn.Threshold</a>
 */
public final class Threshold extends InplaceActivation {
    private final Number threshold;
    private final Number value;

    /** The options of {@link Threshold}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private final Number threshold;
        private final Number value;

        private Builder(Number threshold, Number value) {
            this.threshold = Required.number(this, "threshold", threshold);
            this.value = Required.number(this, "value", value);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Threshold build() {
            return new Threshold(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param threshold the threshold
     * @param value what replaces the others
     */
    public Threshold(Number threshold, Number value) {
        this(builder(threshold, value));
    }

    private Threshold(Builder builder) {
        super(builder);
        threshold = builder.threshold;
        value = builder.value;
    }

    /**
     * Starts the options.
     *
     * @param threshold the threshold
     * @param value what replaces the others
     * @return a builder
     */
    public static Builder builder(Number threshold, Number value) {
        return new Builder(threshold, value);
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
        return Functional.threshold(input, threshold, value, isInplace());
    }

    @Override
    protected String extraRepr() {
        return withInplace(
                "threshold="
                        + PythonFormat.repr(threshold)
                        + ", value="
                        + PythonFormat.repr(value));
    }
}
