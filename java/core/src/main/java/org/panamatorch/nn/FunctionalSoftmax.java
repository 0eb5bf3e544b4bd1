package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenZ;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.SoftmaxDim;

/** Softmax and its kin. */
abstract class FunctionalSoftmax extends FunctionalAdaptivePooling {
    FunctionalSoftmax() {}

    /**
     * Probabilities from logits: {@code eˣ / Σ eˣ}. Over a dimension that is chosen by their
     * number: 0 of 0, 1 or 3, else 1.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @deprecated name the dimension: {@link #softmax(Tensor, long)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softmax.html">torch.nn.functional.softmax</a>
     */
    @Deprecated
    public static Tensor softmax(Tensor input) {
        return softmax(input, SoftmaxDim.implicit("softmax", input), null);
    }

    /**
     * Probabilities from logits: {@code eˣ / Σ eˣ}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softmax.html">torch.nn.functional.softmax</a>
     */
    public static Tensor softmax(Tensor input, long dim) {
        return softmax(input, dim, null);
    }

    /**
     * Probabilities from logits: {@code eˣ / Σ eˣ}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @param dtype what the input is converted to first, or null to leave it
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softmax.html">torch.nn.functional.softmax</a>
     */
    public static Tensor softmax(Tensor input, long dim, DType dtype) {
        return AtenS.softmax_int(input, dim, dtype);
    }

    /**
     * The softmax of the negated input. Over a dimension that is chosen by their number: 0 of 0, 1
     * or 3, else 1.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @deprecated name the dimension: {@link #softmin(Tensor, long)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softmin.html">torch.nn.functional.softmin</a>
     */
    @Deprecated
    public static Tensor softmin(Tensor input) {
        return softmin(input, SoftmaxDim.implicit("softmin", input), null);
    }

    /**
     * The softmax of the negated input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softmin.html">torch.nn.functional.softmin</a>
     */
    public static Tensor softmin(Tensor input, long dim) {
        return softmin(input, dim, null);
    }

    /**
     * The softmax of the negated input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @param dtype what the input is converted to first, or null to leave it
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softmin.html">torch.nn.functional.softmin</a>
     */
    public static Tensor softmin(Tensor input, long dim, DType dtype) {
        try (Tensor negated = Required.tensor("softmin", "input", input).neg()) {
            return AtenS.softmax_int(negated, dim, dtype);
        }
    }

    /**
     * The logarithm of the softmax. Over a dimension that is chosen by their number: 0 of 0, 1 or
     * 3, else 1.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @deprecated name the dimension: {@link #logSoftmax(Tensor, long)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.log_softmax.html">torch.nn.functional.log_softmax</a>
     */
    @Deprecated
    public static Tensor logSoftmax(Tensor input) {
        return logSoftmax(input, SoftmaxDim.implicit("log_softmax", input), null);
    }

    /**
     * The logarithm of the softmax.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.log_softmax.html">torch.nn.functional.log_softmax</a>
     */
    public static Tensor logSoftmax(Tensor input, long dim) {
        return logSoftmax(input, dim, null);
    }

    /**
     * The logarithm of the softmax.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @param dtype what the input is converted to first, or null to leave it
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.log_softmax.html">torch.nn.functional.log_softmax</a>
     */
    public static Tensor logSoftmax(Tensor input, long dim, DType dtype) {
        return AtenL.log_softmax_int(input, dim, dtype);
    }

    /**
     * Samples of the Gumbel-softmax distribution, which can be differentiated.
     *
     * <p>Shapes: logits and output (*).
     *
     * @param logits unnormalized log probabilities
     * @return the samples, which sum to 1 along the dimension
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gumbel_softmax.html">torch.nn.functional.gumbel_softmax</a>
     */
    public static Tensor gumbelSoftmax(Tensor logits) {
        return gumbelSoftmax(logits, 1, false, -1);
    }

    /**
     * Samples of the Gumbel-softmax distribution, which can be differentiated.
     *
     * <p>Shapes: logits and output (*).
     *
     * @param logits unnormalized log probabilities
     * @param tau the temperature; 1 by default
     * @param hard whether samples are one-hot, with the gradients of the soft ones; no by default
     * @return the samples, which sum to 1 along the dimension
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gumbel_softmax.html">torch.nn.functional.gumbel_softmax</a>
     */
    public static Tensor gumbelSoftmax(Tensor logits, Number tau, boolean hard) {
        return gumbelSoftmax(logits, tau, hard, -1);
    }

    /**
     * Samples of the Gumbel-softmax distribution, which can be differentiated.
     *
     * <p>Shapes: logits and output (*).
     *
     * @param logits unnormalized log probabilities
     * @param tau the temperature; 1 by default
     * @param hard whether samples are one-hot, with the gradients of the soft ones; no by default
     * @param dim the dimension of the classes; the last by default
     * @return the samples, which sum to 1 along the dimension
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gumbel_softmax.html">torch.nn.functional.gumbel_softmax</a>
     */
    public static Tensor gumbelSoftmax(Tensor logits, Number tau, boolean hard, long dim) {
        try (TensorScope scope = new TensorScope()) {
            Tensor gumbels =
                    AtenE.empty_like(logits, null, null, null, null, MemoryFormat.CONTIGUOUS_FORMAT)
                            .exponential_()
                            .log()
                            .neg();
            Tensor soft = AtenS.softmax_int(logits.add(gumbels).div(tau), dim, null);
            return scope.keep(hard ? hardened(logits, soft, dim) : soft);
        }
    }

    private static Tensor hardened(Tensor logits, Tensor soft, long dim) {
        Tensor index = AtenM.max_dim(soft, dim, true).indices();
        Tensor hard =
                AtenZ.zeros_like(logits, null, null, null, null, MemoryFormat.CONTIGUOUS_FORMAT);
        AtenS.scatter__value(hard, dim, index, 1.0);
        return hard.sub(soft.detach()).add(soft);
    }
}
