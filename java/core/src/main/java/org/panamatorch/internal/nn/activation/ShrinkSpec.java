package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedBare;

/**
 * The option of functions that shrink: the interval [-lambda, lambda].
 *
 * @param lambd lambda
 */
@OptionSet
public record ShrinkSpec(@Default("0.5") @PrintedBare Number lambd) {}
