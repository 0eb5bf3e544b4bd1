package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.init.DefaultValues;
import org.panamatorch.internal.nn.linear.LinearSpecs.LinearSpec;
import org.panamatorch.internal.nn.linear.Linears;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * An affine map of the last dimension: {@code y = x Wᵀ + b}.
 *
 * <p>Shapes: input (*, in), weight (out, in), bias (out), output (*, out), all of one
 * floating-point dtype and device.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public sealed class Linear extends UnaryModule permits LazyLinear {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final long outFeatures;
    private long inFeatures;
    private boolean isRegular;

    /**
     * Makes the module with the defaults.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     */
    public Linear(long inFeatures, long outFeatures) {
        this(inFeatures, outFeatures, LinearOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @param options sets what is not to be as by default
     */
    public Linear(long inFeatures, long outFeatures, Consumer<? super LinearOptions> options) {
        this(inFeatures, outFeatures, LinearOptions.of(options, "Linear"));
    }

    /** Makes one that learns the size of its input from the first, if that is null. */
    Linear(Long inFeatures, long outFeatures, LinearSpec options) {
        isRegular = inFeatures != null;
        this.inFeatures = isRegular ? inFeatures : 0;
        this.outFeatures = outFeatures;
        TensorOptions place = options.parameters();
        long[] weightSize = isRegular ? new long[] {outFeatures, inFeatures} : new long[] {0};
        long[] biasSize = {isRegular ? outFeatures : 0};
        registerParameter(WEIGHT, Torch.empty(weightSize, place));
        registerParameter(BIAS, options.bias() ? Torch.empty(biasSize, place) : null);
        if (isRegular) {
            resetParameters();
        } else {
            tree.markUninitialized(WEIGHT, BIAS);
        }
    }

    /** Draws new initial values. */
    public final void resetParameters() {
        if (!hasUninitializedParams() && (isRegular || inFeatures != 0)) {
            DefaultValues.weight_(weight());
            if (bias() != null) {
                DefaultValues.bias_(bias(), weight());
            }
        }
    }

    private void initialize(Tensor input) {
        Required.tensor(this, "input", input);
        long given = input.size(-1);
        if (hasUninitializedParams()) {
            inFeatures = given;
            tree.materialize(WEIGHT, outFeatures, inFeatures);
            if (bias() != null) {
                tree.materialize(BIAS, outFeatures);
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

    @Override
    protected final Tensor forward(Tensor input) {
        if (!isRegular) {
            initialize(input);
        }
        return Linears.linear(input, weight(), bias());
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
