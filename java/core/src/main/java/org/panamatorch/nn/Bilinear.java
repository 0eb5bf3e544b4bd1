package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.linear.LinearSpecs.LinearSpec;
import org.panamatorch.internal.nn.linear.Linears;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

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

    /**
     * Makes the module with the defaults.
     *
     * @param in1Features the size of the first input's last dimension
     * @param in2Features the size of the second input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @throws org.panamatorch.TorchException if the first size is not positive
     */
    public Bilinear(long in1Features, long in2Features, long outFeatures) {
        this(in1Features, in2Features, outFeatures, LinearOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param in1Features the size of the first input's last dimension
     * @param in2Features the size of the second input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the first size is not positive
     */
    public Bilinear(
            long in1Features,
            long in2Features,
            long outFeatures,
            Consumer<? super LinearOptions> options) {
        this(in1Features, in2Features, outFeatures, LinearOptions.of(options, "Bilinear"));
    }

    private Bilinear(long in1Features, long in2Features, long outFeatures, LinearSpec options) {
        this.in1Features = in1Features;
        this.in2Features = in2Features;
        this.outFeatures = outFeatures;
        TensorOptions place = options.parameters();
        registerParameter(
                WEIGHT, Torch.empty(new long[] {outFeatures, in1Features, in2Features}, place));
        registerParameter(
                BIAS, options.bias() ? Torch.empty(new long[] {outFeatures}, place) : null);
        resetParameters();
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

    @Override
    protected Tensor forward(Tensor input1, Tensor input2) {
        return Linears.bilinear(input1, input2, weight(), bias());
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
