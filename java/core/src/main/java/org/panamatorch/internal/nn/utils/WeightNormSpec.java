package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code weightNorm}.
 *
 * @param name the tensor's name
 * @param dim the dimension that each have a norm of their own, or null for a single norm
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record WeightNormSpec(@Default("\"weight\"") String name, @Default("0L") @OrNone Long dim) {}
