package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Required;

/**
 * The input where it is positive, else the input times a slope that is learned.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PReLU.html">torch.nn.PReLU</a>
 */
public final class PReLU extends UnaryModule {
    private static final String WEIGHT = "weight";

    private final long numParameters;
    private final Number init;

    /** The options of {@link PReLU}. */
    public static final class Builder {
        private long numParameters = 1;
        private Number init = 0.25;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder() {}

        /**
         * How many slopes there are: 1 for all channels, or one each; 1 by default.
         *
         * @param count the number
         * @return this
         */
        public Builder numParameters(long count) {
            numParameters = count;
            return this;
        }

        /**
         * What the slopes are at first; 0.25 by default.
         *
         * @param slope the slope
         * @return this
         */
        public Builder init(Number slope) {
            init = Required.real(this, "init", slope);
            return this;
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param tensorOptions the options
         * @return this
         */
        public Builder options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public PReLU build() {
            return new PReLU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public PReLU() {
        this(builder());
    }

    private PReLU(Builder builder) {
        numParameters = builder.numParameters;
        init = builder.init;
        registerParameter(WEIGHT, Torch.empty(new long[] {numParameters}, builder.options));
        resetParameters();
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets the slopes to what they are at first. */
    public void resetParameters() {
        Init.constant_(weight(), init);
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, *)
     * @return (N, C, *)
     * @throws org.panamatorch.TorchException if the number of channels is another
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.prelu(input, weight());
    }

    /**
     * The slopes.
     *
     * @return (slopes)
     */
    public Tensor weight() {
        return parameter(WEIGHT);
    }

    @Override
    protected String extraRepr() {
        return "num_parameters=" + numParameters;
    }
}
