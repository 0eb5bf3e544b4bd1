package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a call of a module with other parameters and buffers.
 *
 * @param tieWeights whether a tensor that the module has under several names is replaced under all
 *     of them
 * @param strict whether missing and unexpected names are errors
 */
@OptionSet
@Unprinted
public record FunctionalCallSpec(
        @Default("true") boolean tieWeights, @Default("false") boolean strict) {}
