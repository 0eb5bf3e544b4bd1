package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What losses of an input and a target have in common. */
abstract class BinaryLoss extends Loss implements BinaryLayer {
    BinaryLoss(Builder<?> builder) {
        super(builder);
    }

    /** Computes what {@link #call} returns. */
    protected abstract Tensor forward(Tensor input, Tensor target);

    @Override
    public final Tensor call(Tensor input, Tensor target) {
        return hasHooks()
                ? (Tensor)
                        callWithHooks(
                                inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1]),
                                input,
                                target)
                : forward(input, target);
    }
}
