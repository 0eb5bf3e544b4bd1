package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * The option of softmaxes.
 *
 * @param dim the dimension whose elements are compared. Without one it is chosen by their number: 0
 *     of 0, 1 or 3, else 1, which is deprecated
 */
@OptionSet
public record SoftmaxSpec(@Default("null") Long dim) {}
