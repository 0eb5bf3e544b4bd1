package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * Gives its input back.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Identity.html">torch.nn.Identity</a>
 */
public final class Identity extends UnaryModule {
    /** Makes the module. */
    public Identity() {}

    /**
     * Gives the input back.
     *
     * @param input anything
     * @return the same object
     */
    @Override
    protected Tensor forward(Tensor input) {
        return input;
    }
}
