package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What losses of three tensors have in common. */
abstract class TernaryLoss extends Loss {
    TernaryLoss(Builder<?> builder) {
        super(builder);
    }

    /** Computes what {@link #call} returns. */
    protected abstract Tensor forward(Tensor first, Tensor second, Tensor third);

    /**
     * Computes the loss, between the module's hooks.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return the loss
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public final Tensor call(Tensor first, Tensor second, Tensor third) {
        return hasHooks()
                ? (Tensor)
                        callWithHooks(
                                inputs ->
                                        forward(
                                                (Tensor) inputs[0],
                                                (Tensor) inputs[1],
                                                (Tensor) inputs[2]),
                                first,
                                second,
                                third)
                : forward(first, second, third);
    }
}
