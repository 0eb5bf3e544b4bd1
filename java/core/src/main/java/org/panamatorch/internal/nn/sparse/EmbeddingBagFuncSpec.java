package org.panamatorch.internal.nn.sparse;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.EmbeddingBagMode;

/**
 * Options of the look-up of bags of vectors.
 *
 * @param offsets where the bags start, (B), if the input has one dimension
 * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
 * @param normType the p of that norm
 * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the batch
 * @param mode what is made of the vectors of a bag
 * @param sparse whether the weight's gradient is a sparse tensor
 * @param perSampleWeights factors of the vectors, of the input's shape, for sums only
 * @param includeLastOffset whether the offsets end with the number of indices
 * @param paddingIdx the index whose vector is left out of its bags; negative ones count from the
 *     end
 */
@OptionSet
@Unprinted
public record EmbeddingBagFuncSpec(
        @Default("null") Tensor offsets,
        @Default("null") Double maxNorm,
        @Default("2.0") double normType,
        @Default("false") boolean scaleGradByFreq,
        @Default("MEAN") EmbeddingBagMode mode,
        @Default("false") boolean sparse,
        @Default("null") Tensor perSampleWeights,
        @Default("false") boolean includeLastOffset,
        @Default("null") Long paddingIdx) {}
