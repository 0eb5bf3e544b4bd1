package org.panamatorch.nn;

import org.panamatorch.Tensor;

import java.util.List;

/**
 * A {@link Module} that makes a tensor of another module of several original tensors. It can only
 * be the first of a tensor's parametrizations.
 *
 * @see org.panamatorch.nn.utils.Parametrize
 */
public interface MultiParametrization {
    /**
     * Computes the tensor.
     *
     * @param originals the originals
     * @return the tensor
     */
    Tensor forward(Tensor... originals);

    /**
     * The originals that give a value.
     *
     * @param value the value
     * @return tensors that {@code forward} makes the value of, or as near as it comes
     */
    List<Tensor> rightInverse(Tensor value);
}
