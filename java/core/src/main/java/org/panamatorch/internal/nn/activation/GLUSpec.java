package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * The option of the gated linear unit.
 *
 * @param dim the dimension that is halved
 */
@OptionSet
public record GLUSpec(@Default("-1") long dim) {}
