package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

/**
 * The softmax over the channels, for each point of an image.
 *
 * <p>Shapes: input and output (N, C, H, W) or (C, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Softmax2d.html">torch.nn.Softmax2d</a>
 */
public final class Softmax2d extends UnaryModule {
    /** Makes the module. */
    public Softmax2d() {}

    /**
     * Computes the output.
     *
     * @param input (N, C, H, W) or (C, H, W)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions is another
     */
    @Override
    protected Tensor forward(Tensor input) {
        int dims = Required.tensor("Softmax2d", "input", input).dim();
        if (dims != 3 && dims != 4) {
            throw Checks.value(
                    "Softmax2d: expected input to be 3D or 4D, got " + dims + "D instead");
        }
        return Functional.softmax(input, -3);
    }
}
