package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The hyperbolic tangent.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Tanh.html">torch.nn.Tanh</a>
 */
public final class Tanh extends UnaryModule {
    /** Makes the module. */
    public Tanh() {}

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.tanh(input);
    }
}
