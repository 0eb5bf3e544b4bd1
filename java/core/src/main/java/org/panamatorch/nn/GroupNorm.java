package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Normalizes over groups of channels and the spatial dimensions.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GroupNorm.html">torch.nn.GroupNorm</a>
 */
public final class GroupNorm extends UnaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final long numGroups;
    private final long numChannels;
    private final Number eps;
    private final boolean affine;

    /** The options of {@link GroupNorm}. */
    public static final class Builder {
        private final long numGroups;
        private final long numChannels;
        private Number eps = 1e-5;
        private boolean affine = true;
        private boolean bias = true;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder(long numGroups, long numChannels) {
            this.numGroups = numGroups;
            this.numChannels = numChannels;
        }

        /**
         * What is added to the variance; 1e-5 by default.
         *
         * @param term the term
         * @return this
         */
        public Builder eps(Number term) {
            eps = Required.real(this, "eps", term);
            return this;
        }

        /**
         * Whether scale and shift are learned for each channel; yes by default.
         *
         * @param learns whether they are
         * @return this
         */
        public Builder affine(boolean learns) {
            affine = learns;
            return this;
        }

        /**
         * Whether a shift is learned, if a scale is; yes by default.
         *
         * @param hasBias whether one is
         * @return this
         */
        public Builder bias(boolean hasBias) {
            bias = hasBias;
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
        public GroupNorm build() {
            return new GroupNorm(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numGroups the number of groups
     * @param numChannels the number of channels, C
     */
    public GroupNorm(long numGroups, long numChannels) {
        this(builder(numGroups, numChannels));
    }

    private GroupNorm(Builder builder) {
        numGroups = builder.numGroups;
        numChannels = builder.numChannels;
        eps = builder.eps;
        affine = builder.affine;
        if (numGroups == 0 || numChannels % numGroups != 0) {
            throw Checks.value(
                    "num_channels ("
                            + numChannels
                            + ") must be divisible by num_groups ("
                            + numGroups
                            + ")");
        }
        registerParameter(
                WEIGHT, affine ? Torch.empty(new long[] {numChannels}, builder.options) : null);
        registerParameter(
                BIAS,
                affine && builder.bias
                        ? Torch.empty(new long[] {numChannels}, builder.options)
                        : null);
        resetParameters();
    }

    /**
     * Starts the options.
     *
     * @param numGroups the number of groups
     * @param numChannels the number of channels, C
     * @return a builder
     */
    public static Builder builder(long numGroups, long numChannels) {
        return new Builder(numGroups, numChannels);
    }

    /** Sets scale and shift to those that change nothing. */
    public void resetParameters() {
        if (weight() != null) {
            Init.ones_(weight());
        }
        if (bias() != null) {
            Init.zeros_(bias());
        }
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, *)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of channels is another
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.groupNorm(input, numGroups, weight(), bias(), eps.doubleValue());
    }

    /**
     * The scale.
     *
     * @return the scale, or null if none is learned
     */
    public Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The shift.
     *
     * @return the shift, or null if none is learned
     */
    public Tensor bias() {
        return parameter(BIAS);
    }

    @Override
    protected String extraRepr() {
        return numGroups
                + ", "
                + numChannels
                + ", eps="
                + PythonFormat.repr(eps)
                + ", affine="
                + PythonFormat.repr(affine)
                + ", bias="
                + PythonFormat.repr(bias() != null);
    }
}
