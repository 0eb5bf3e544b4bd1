package org.panamatorch.internal.nn.sparse;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.EmbeddingBagMode;

/**
 * Options of tables of given vectors of which bags are looked up.
 *
 * @param freeze whether the weight is not trained
 * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
 * @param normType the p of that norm
 * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the batch
 * @param mode what is made of the vectors of a bag
 * @param sparse whether the weight's gradient is a sparse tensor
 * @param includeLastOffset whether the offsets end with the number of indices
 * @param paddingIdx the index whose vector is left out of its bags; negative ones count from the
 *     end
 */
@OptionSet
@Unprinted
public record EmbeddingBagFromPretrainedSpec(
        @Default("true") boolean freeze,
        @Default("null") Number maxNorm,
        @Default("2.0") Number normType,
        @Default("false") boolean scaleGradByFreq,
        @Default("MEAN") EmbeddingBagMode mode,
        @Default("false") boolean sparse,
        @Default("false") boolean includeLastOffset,
        @Default("null") Long paddingIdx) {}
