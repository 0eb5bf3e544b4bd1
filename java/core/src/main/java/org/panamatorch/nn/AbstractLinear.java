package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/** What linear maps have in common, whether or not their input's size is known from the start. */
abstract class AbstractLinear extends UnaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final long outFeatures;
    private long inFeatures;
    private boolean isRegular;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Long inFeatures;
        private final long outFeatures;
        private boolean bias = true;
        private TensorOptions options = TensorOptions.DEFAULT;

        Builder(Long inFeatures, long outFeatures) {
            this.inFeatures = inFeatures;
            this.outFeatures = outFeatures;
        }

        abstract B self();

        /**
         * Whether there is a bias; yes by default.
         *
         * @param hasBias whether there is
         * @return this
         */
        public B bias(boolean hasBias) {
            bias = hasBias;
            return self();
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param tensorOptions the options
         * @return this
         */
        public B options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return self();
        }
    }

    AbstractLinear(Builder<?> builder) {
        isRegular = builder.inFeatures != null;
        inFeatures = isRegular ? builder.inFeatures : 0;
        outFeatures = builder.outFeatures;
        long[] weightSize = isRegular ? new long[] {outFeatures, inFeatures} : new long[] {0};
        long[] biasSize = {isRegular ? outFeatures : 0};
        registerParameter(WEIGHT, Torch.empty(weightSize, builder.options));
        registerParameter(BIAS, builder.bias ? Torch.empty(biasSize, builder.options) : null);
        if (isRegular) {
            resetParameters();
        } else {
            markUninitialized(WEIGHT, BIAS);
        }
    }

    /** Draws new initial values. */
    public final void resetParameters() {
        if (!hasUninitializedParams() && (isRegular || inFeatures != 0)) {
            Init.defaultWeight_(weight());
            if (bias() != null) {
                Init.defaultBias_(bias(), weight());
            }
        }
    }

    private void initialize(Tensor input) {
        long given = input.size(-1);
        if (hasUninitializedParams()) {
            inFeatures = given;
            materialize(WEIGHT, outFeatures, inFeatures);
            if (bias() != null) {
                materialize(BIAS, outFeatures);
            }
            resetParameters();
        }
        if (inFeatures == 0) {
            long own = weight().size(-1);
            if (given != own) {
                throw Checks.runtime(
                        "The in_features inferred from input: "
                                + given
                                + " is not equal to in_features from self.weight: "
                                + own);
            }
            inFeatures = given;
        }
        isRegular = true;
    }

    /**
     * Computes the output.
     *
     * @param input (*, in)
     * @return (*, out)
     * @throws org.panamatorch.TorchException if the last dimension is another, or dtypes or devices
     *     differ
     */
    @Override
    protected Tensor forward(Tensor input) {
        if (!isRegular) {
            initialize(input);
        }
        return Functional.linear(input, weight(), bias());
    }

    /**
     * The weight.
     *
     * @return (out, in)
     */
    public final Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The bias.
     *
     * @return (out), or null without a bias
     */
    public final Tensor bias() {
        return parameter(BIAS);
    }

    /**
     * The size of the input's last dimension.
     *
     * @return the size, 0 as long as it is not known
     */
    public final long inFeatures() {
        return inFeatures;
    }

    /**
     * The size of the output's last dimension.
     *
     * @return the size
     */
    public final long outFeatures() {
        return outFeatures;
    }

    @Override
    protected String typeName() {
        return isRegular ? "Linear" : super.typeName();
    }

    @Override
    protected String extraRepr() {
        return "in_features="
                + inFeatures
                + ", out_features="
                + outFeatures
                + ", bias="
                + PythonFormat.repr(bias() != null);
    }
}
