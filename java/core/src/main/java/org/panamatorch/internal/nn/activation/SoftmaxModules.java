package org.panamatorch.internal.nn.activation;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.activation.ActivationSpecs.SoftmaxSpec;

/** The softmaxes as modules compute them. */
public final class SoftmaxModules {
    private SoftmaxModules() {}

    /**
     * Probabilities from logits: {@code eˣ / Σ eˣ}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    @AsModule("Softmax")
    public static Tensor softmax(Tensor input, SoftmaxSpec options) {
        return Softmaxes.softmax(input, dim("softmax", input, options), null);
    }

    /**
     * The softmax of the negated input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    @AsModule("Softmin")
    public static Tensor softmin(Tensor input, SoftmaxSpec options) {
        return Softmaxes.softmin(input, dim("softmin", input, options), null);
    }

    /**
     * The logarithm of the softmax.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    @AsModule("LogSoftmax")
    public static Tensor logSoftmax(Tensor input, SoftmaxSpec options) {
        return Softmaxes.logSoftmax(input, dim("log_softmax", input, options), null);
    }

    /**
     * The softmax over the channels, for each point of an image.
     *
     * <p>Shapes: input and output (N, C, H, W) or (C, H, W).
     *
     * @param input (N, C, H, W) or (C, H, W)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions is another
     */
    @AsModule("Softmax2d")
    public static Tensor softmax2d(Tensor input) {
        int dims = Required.tensor("Softmax2d", "input", input).dim();
        if (dims != 3 && dims != 4) {
            throw Checks.value(
                    "Softmax2d: expected input to be 3D or 4D, got " + dims + "D instead");
        }
        return Softmaxes.softmax(input, -3, null);
    }

    private static long dim(String name, Tensor input, SoftmaxSpec options) {
        return options.dim() != null ? options.dim() : Softmaxes.implicitDim(name, input);
    }
}
