package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * A function like the hyperbolic tangent: {@code x / (1 + |x|)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Softsign.html">torch.nn.Softsign</a>
 */
public final class Softsign extends UnaryModule {
    /** Makes the module. */
    public Softsign() {}

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.softsign(input);
    }
}
