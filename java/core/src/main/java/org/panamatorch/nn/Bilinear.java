package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * A bilinear map of the last dimensions: {@code y = x₁ᵀ A x₂ + b}.
 *
 * <p>Shapes: inputs (*, in₁) and (*, in₂), output (*, out).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Bilinear.html">torch.nn.Bilinear</a>
 */
public final class Bilinear extends BinaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final long in1Features;
    private final long in2Features;
    private final long outFeatures;

    /** The options of {@link Bilinear}. */
    public static final class Builder {
        private final long in1Features;
        private final long in2Features;
        private final long outFeatures;
        private boolean bias = true;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder(long in1Features, long in2Features, long outFeatures) {
            this.in1Features = in1Features;
            this.in2Features = in2Features;
            this.outFeatures = outFeatures;
        }

        /**
         * Whether there is a bias; yes by default.
         *
         * @param hasBias whether there is
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
         * @throws org.panamatorch.TorchException if the first size is not positive
         */
        public Bilinear build() {
            return new Bilinear(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param in1Features the size of the first input's last dimension
     * @param in2Features the size of the second input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @throws org.panamatorch.TorchException if the first size is not positive
     */
    public Bilinear(long in1Features, long in2Features, long outFeatures) {
        this(builder(in1Features, in2Features, outFeatures));
    }

    private Bilinear(Builder builder) {
        in1Features = builder.in1Features;
        in2Features = builder.in2Features;
        outFeatures = builder.outFeatures;
        registerParameter(
                WEIGHT,
                Torch.empty(new long[] {outFeatures, in1Features, in2Features}, builder.options));
        registerParameter(
                BIAS, builder.bias ? Torch.empty(new long[] {outFeatures}, builder.options) : null);
        resetParameters();
    }

    /**
     * Starts the options.
     *
     * @param in1Features the size of the first input's last dimension
     * @param in2Features the size of the second input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @return a builder
     */
    public static Builder builder(long in1Features, long in2Features, long outFeatures) {
        return new Builder(in1Features, in2Features, outFeatures);
    }

    /** Draws new initial values. */
    public void resetParameters() {
        if (in1Features <= 0) {
            throw Checks.value(
                    "in1_features must be > 0, but got (in1_features=" + in1Features + ")");
        }
        double bound = 1 / Math.sqrt(in1Features);
        Init.uniform_(weight(), -bound, bound);
        if (bias() != null) {
            Init.uniform_(bias(), -bound, bound);
        }
    }

    /**
     * Computes the output.
     *
     * @param input1 (*, in₁)
     * @param input2 (*, in₂)
     * @return (*, out)
     * @throws org.panamatorch.TorchException if the last dimensions are others, or dtypes or
     *     devices differ
     */
    @Override
    protected Tensor forward(Tensor input1, Tensor input2) {
        return Functional.bilinear(input1, input2, weight(), bias());
    }

    /**
     * The matrices.
     *
     * @return (out, in₁, in₂)
     */
    public Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The bias.
     *
     * @return (out), or null without a bias
     */
    public Tensor bias() {
        return parameter(BIAS);
    }

    @Override
    protected String extraRepr() {
        return "in1_features="
                + in1Features
                + ", in2_features="
                + in2Features
                + ", out_features="
                + outFeatures
                + ", bias="
                + PythonFormat.repr(bias() != null);
    }
}
