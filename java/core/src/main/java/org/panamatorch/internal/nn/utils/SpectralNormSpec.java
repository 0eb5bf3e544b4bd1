package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code spectralNorm}.
 *
 * @param name the tensor's name
 * @param nPowerIterations how many steps each computation in training makes
 * @param eps the least norm that is divided by
 * @param dim the dimension of the outputs; if not set, 0, and 1 of transposed convolutions
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record SpectralNormSpec(
        @Default("\"weight\"") String name,
        @Default("1") long nPowerIterations,
        @Default("1e-12") double eps,
        @Default("null") Long dim) {}
