package org.panamatorch.internal.inference;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a prepared model.
 *
 * @param bfloat16 whether products are computed in bfloat16 where the processor has instructions
 *     for it, in half the time and memory and with some three digits; elsewhere this changes
 *     nothing
 */
@OptionSet(home = "org.panamatorch.inference")
public record PreparedModelSpec(@Default("false") boolean bfloat16) {}
