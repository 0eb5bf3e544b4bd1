package org.panamatorch.internal.nn.utils;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of {@code orthogonal}.
 *
 * @param name the name of a tensor of matrices, (*, m, n)
 * @param orthogonalMap {@code matrix_exp}, {@code cayley} or {@code householder}; if not set,
 *     {@code matrix_exp} where the matrices are square or complex, else {@code householder}
 * @param useTrivialization whether the original is relative to a base, the buffer {@code base} of
 *     the parametrization
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record OrthogonalSpec(
        @Default("\"weight\"") String name,
        @Default("null") String orthogonalMap,
        @Default("true") boolean useTrivialization) {}
