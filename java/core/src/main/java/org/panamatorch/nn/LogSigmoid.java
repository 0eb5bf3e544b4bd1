package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The logarithm of the sigmoid: {@code -log(1 + e⁻ˣ)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LogSigmoid.html">torch.nn.LogSigmoid</a>
 */
public final class LogSigmoid extends UnaryModule {
    /** Makes the module. */
    public LogSigmoid() {}

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.logsigmoid(input);
    }
}
