package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The logistic function: {@code 1 / (1 + e⁻ˣ)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Sigmoid.html">torch.nn.Sigmoid</a>
 */
public final class Sigmoid extends UnaryModule {
    /** Makes the module. */
    public Sigmoid() {}

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.sigmoid(input);
    }
}
