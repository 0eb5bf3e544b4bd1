package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;

/**
 * The option of activations that have no other.
 *
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record InplaceSpec(@Default("false") @PrintedIfChanged boolean inplace) {}
