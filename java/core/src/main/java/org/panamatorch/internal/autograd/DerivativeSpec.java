package org.panamatorch.internal.autograd;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of derivatives of functions.
 *
 * @param createGraph whether to record the results
 * @param strict whether what is differentiated has to depend on each input
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record DerivativeSpec(
        @Default("false") boolean createGraph, @Default("false") boolean strict) {}
