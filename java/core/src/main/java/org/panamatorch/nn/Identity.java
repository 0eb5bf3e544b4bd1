package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * Gives its input back.
 *
 * <p>Shapes: input and output (*), the same object.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Identity.html">torch.nn.Identity</a>
 */
public final class Identity extends UnaryModule {
    /** Makes the module. */
    public Identity() {}

    @Override
    protected Tensor forward(Tensor input) {
        return input;
    }
}
