package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * Maxima, and where they are.
 *
 * @param output the maxima
 * @param indices their indices in the flattened spatial dimensions, of {@code int64}
 */
public record MaxPoolResult(Tensor output, Tensor indices) {}
