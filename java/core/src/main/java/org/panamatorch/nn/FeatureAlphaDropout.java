package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.dropout.DropoutSpec;
import org.panamatorch.internal.nn.dropout.Dropouts;

import java.util.function.Consumer;

/**
 * Sets whole channels at random to the negative limit of SELU in training, and keeps mean and
 * variance.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.FeatureAlphaDropout.html">torch.nn.FeatureAlphaDropout</a>
 */
public final class FeatureAlphaDropout extends DropoutNd {
    /** Makes the module with the defaults. */
    public FeatureAlphaDropout() {
        super(DropoutOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero, from 0 to 1
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public FeatureAlphaDropout(Number p) {
        super(new DropoutSpec(Required.real("FeatureAlphaDropout", "p", p), false));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public FeatureAlphaDropout(Consumer<? super DropoutOptions> options) {
        super(DropoutOptions.of(options, "FeatureAlphaDropout"));
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, *)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Dropouts.featureAlphaDropout(input, alphaOptions());
    }
}
