package org.panamatorch.internal.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

/** Random numbers of a tensor's type and device. */
public final class Noise {
    private Noise() {}

    /** Numbers of the standard normal distribution. */
    public static Tensor normal(Shape shape, Tensor like) {
        return like.newEmpty(shape).normal_();
    }

    /** Numbers of [0, 1). */
    public static Tensor uniform(Shape shape, Tensor like) {
        return Torch.rand(shape, TensorOptions.of(like.dtype(), like.device()));
    }
}
