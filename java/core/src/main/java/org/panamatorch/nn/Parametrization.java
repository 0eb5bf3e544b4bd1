package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * A {@link Module} that makes a tensor of another module of one original tensor, and can go back. A
 * module that is only a {@link Layer} can parametrize a tensor, too; it cannot go back.
 *
 * @see org.panamatorch.nn.utils.Parametrize
 */
public interface Parametrization extends Layer {
    /**
     * An original that gives a value.
     *
     * @param value the value
     * @return a tensor that {@code forward} makes the value of, or as near as it comes
     * @throws UnsupportedOperationException if there is no way back; a {@code TorchException} of
     *     the kind {@code NOT_IMPLEMENTED} says the same
     */
    Tensor rightInverse(Tensor value);
}
