package org.panamatorch.internal.nn.distance;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the cosines between vectors.
 *
 * @param dim the dimension of the vectors
 * @param eps what the product of the norms is at least
 */
@OptionSet
@Unprinted
public record CosineSimilaritySpec(@Default("1") long dim, @Default("1e-8") double eps) {}
