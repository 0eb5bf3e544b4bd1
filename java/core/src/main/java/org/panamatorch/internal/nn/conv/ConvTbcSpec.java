package org.panamatorch.internal.nn.conv;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * The option of the convolution of sequences whose first dimension is time.
 *
 * @param pad how many zeros are added at either end
 */
@OptionSet
public record ConvTbcSpec(@Default("0") long pad) {}
