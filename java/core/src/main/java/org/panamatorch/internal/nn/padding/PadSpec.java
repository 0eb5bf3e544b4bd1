package org.panamatorch.internal.nn.padding;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.PadMode;

/**
 * Options of what is added at the ends of dimensions.
 *
 * @param mode the kind of padding
 * @param value the constant that is added, or nothing for 0
 */
@OptionSet
public record PadSpec(@Default("CONSTANT") PadMode mode, @Default("null") Double value) {}
