package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * What the hyperbolic tangent takes away: {@code x - tanh(x)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Tanhshrink.html">torch.nn.Tanhshrink</a>
 */
public final class Tanhshrink extends UnaryModule {
    /** Makes the module. */
    public Tanhshrink() {}

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.tanhshrink(input);
    }
}
