package org.panamatorch.internal.nn.activation;

import org.panamatorch.DType;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenZ;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.activation.ActivationSpecs.GumbelSoftmaxFuncSpec;

/** Softmax and its kin. */
@Facade("org.panamatorch.nn.Functional")
public final class Softmaxes {
    private static final int SEQUENCES = 3;

    private Softmaxes() {}

    /**
     * Probabilities from logits: {@code eˣ / Σ eˣ}. Over a dimension that is chosen by their
     * number: 0 of 0, 1 or 3, else 1.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @deprecated name the dimension
     */
    @Deprecated
    public static Tensor softmax(Tensor input) {
        return softmax(input, implicitDim("softmax", input), null);
    }

    /**
     * Probabilities from logits: {@code eˣ / Σ eˣ}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @param dtype what the input is converted to first
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    public static Tensor softmax(Tensor input, long dim, @Default("null") DType dtype) {
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
     * @deprecated name the dimension
     */
    @Deprecated
    public static Tensor softmin(Tensor input) {
        return softmin(input, implicitDim("softmin", input), null);
    }

    /**
     * The softmax of the negated input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @param dtype what the input is converted to first
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    public static Tensor softmin(Tensor input, long dim, @Default("null") DType dtype) {
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
     * @deprecated name the dimension
     */
    @Deprecated
    public static Tensor logSoftmax(Tensor input) {
        return logSoftmax(input, implicitDim("log_softmax", input), null);
    }

    /**
     * The logarithm of the softmax.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param dim the dimension whose elements are compared
     * @param dtype what the input is converted to first
     * @return the output
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    public static Tensor logSoftmax(Tensor input, long dim, @Default("null") DType dtype) {
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
     */
    public static Tensor gumbelSoftmax(Tensor logits, GumbelSoftmaxFuncSpec options) {
        try (TensorScope scope = new TensorScope()) {
            Tensor gumbels =
                    AtenE.empty_like(logits, null, null, null, null, MemoryFormat.CONTIGUOUS_FORMAT)
                            .exponential_()
                            .log()
                            .neg();
            Tensor soft =
                    AtenS.softmax_int(logits.add(gumbels).div(options.tau()), options.dim(), null);
            return scope.keep(options.hard() ? hardened(logits, soft, options.dim()) : soft);
        }
    }

    private static Tensor hardened(Tensor logits, Tensor soft, long dim) {
        Tensor index = AtenM.max_dim(soft, dim, true).indices();
        Tensor hard =
                AtenZ.zeros_like(logits, null, null, null, null, MemoryFormat.CONTIGUOUS_FORMAT);
        AtenS.scatter__value(hard, dim, index, 1.0);
        return hard.sub(soft.detach()).add(soft);
    }

    /** The dimension of a softmax that names none. */
    static long implicitDim(String name, Tensor input) {
        Warnings.warn(
                "Implicit dimension choice for "
                        + name
                        + " has been deprecated. Change the call to include dim=X as an argument.");
        int dim = Required.tensor("softmax", "input", input).dim();
        return dim <= 1 || dim == SEQUENCES ? 0 : 1;
    }
}
