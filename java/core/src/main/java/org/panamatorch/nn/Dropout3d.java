package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.dropout.DropoutSpec;
import org.panamatorch.internal.nn.dropout.Dropouts;

import java.util.function.Consumer;

/**
 * Zeroes whole channels at random in training, and scales the others by {@code 1 / (1 - p)}.
 *
 * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Dropout3d.html">torch.nn.Dropout3d</a>
 */
public final class Dropout3d extends DropoutNd {
    /** Makes the module with the defaults. */
    public Dropout3d() {
        super(DropoutOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero, from 0 to 1
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout3d(Number p) {
        super(new DropoutSpec(Required.real("Dropout3d", "p", p), false));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout3d(Consumer<? super DropoutOptions> options) {
        super(DropoutOptions.of(options, "Dropout3d"));
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, D, H, W) or (C, D, H, W)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Dropouts.dropout3d(input, options());
    }
}
