package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

/**
 * An affine map of the last dimension: {@code y = x Wᵀ + b}.
 *
 * <p>Shapes: input (*, in), weight (out, in), bias (out), output (*, out), all of one floating-point dtype and device.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public final class Linear extends Module implements Layer {
    private final long inFeatures;
    private final long outFeatures;
    private final Tensor weight;
    private final Tensor bias;

    /**
     * Makes a map with a bias.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     */
    public Linear(long inFeatures, long outFeatures) {
        this(inFeatures, outFeatures, true, TensorOptions.DEFAULT);
    }

    /**
     * Makes a map.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @param bias whether to add a bias
     */
    public Linear(long inFeatures, long outFeatures, boolean bias) {
        this(inFeatures, outFeatures, bias, TensorOptions.DEFAULT);
    }

    /**
     * Makes a map.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @param bias whether to add a bias
     * @param options dtype and device of the parameters
     */
    public Linear(long inFeatures, long outFeatures, boolean bias, TensorOptions options) {
        this.inFeatures = inFeatures;
        this.outFeatures = outFeatures;
        Tensor newWeight = Torch.empty(new long[] {outFeatures, inFeatures}, options);
        Tensor newBias = bias ? Torch.empty(new long[] {outFeatures}, options) : null;
        // Python's own choice of slope, which amounts to U(-1/√in, 1/√in).
        Init.kaimingUniform_(newWeight, Math.sqrt(5));
        if (bias) {
            double bound = inFeatures > 0 ? 1 / Math.sqrt(Init.fanIn(newWeight)) : 0;
            newBias.uniform_(-bound, bound);
        }
        this.weight = registerParameter("weight", newWeight);
        this.bias = registerParameter("bias", newBias);
    }

    /**
     * Computes the output.
     *
     * @param input (*, in)
     * @return (*, out)
     * @throws org.panamatorch.TorchException if the last dimension is another, or dtypes or devices differ
     */
    @Override
    public Tensor forward(Tensor input) {
        return Torch.linear(input, weight, bias);
    }

    /**
     * The weight.
     *
     * @return (out, in)
     */
    public Tensor weight() {
        return weight;
    }

    /**
     * The bias.
     *
     * @return (out), or null without a bias
     */
    public Tensor bias() {
        return bias;
    }

    @Override
    protected String extraRepr() {
        return "in_features=" + inFeatures + ", out_features=" + outFeatures + ", bias="
                + (bias != null ? "True" : "False");
    }
}
