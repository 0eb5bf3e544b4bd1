package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.dropout.DropoutSpec;
import org.panamatorch.internal.nn.dropout.Dropouts;

import java.util.function.Consumer;

/**
 * Zeroes elements at random in training, and scales the others by {@code 1 / (1 - p)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Dropout.html">torch.nn.Dropout</a>
 */
public final class Dropout extends DropoutNd {
    /** Makes the module with the defaults. */
    public Dropout() {
        super(DropoutOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero, from 0 to 1
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout(Number p) {
        super(new DropoutSpec(Required.real("Dropout", "p", p), false));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout(Consumer<? super DropoutOptions> options) {
        super(DropoutOptions.of(options, "Dropout"));
    }

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Dropouts.dropout(input, options());
    }
}
