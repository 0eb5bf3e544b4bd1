package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.dropout.DropoutSpec;
import org.panamatorch.internal.nn.dropout.Dropouts;

import java.util.function.Consumer;

/**
 * Zeroes whole channels at random in training, and scales the others by {@code 1 / (1 - p)}.
 *
 * <p>Shapes: input and output (N, C, L) or (C, L).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Dropout1d.html">torch.nn.Dropout1d</a>
 */
public final class Dropout1d extends DropoutNd {
    /** Makes the module with the defaults. */
    public Dropout1d() {
        super(DropoutOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero, from 0 to 1
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout1d(Number p) {
        super(new DropoutSpec(Required.real("Dropout1d", "p", p), false));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout1d(Consumer<? super DropoutOptions> options) {
        super(DropoutOptions.of(options, "Dropout1d"));
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, L) or (C, L)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Dropouts.dropout1d(input, options());
    }
}
