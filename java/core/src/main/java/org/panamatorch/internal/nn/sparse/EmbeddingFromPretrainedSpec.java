package org.panamatorch.internal.nn.sparse;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of tables of given vectors.
 *
 * @param freeze whether the weight is not trained
 * @param paddingIdx the index whose vector gets no gradient; negative ones count from the end
 * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
 * @param normType the p of that norm
 * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the batch
 * @param sparse whether the weight's gradient is a sparse tensor
 */
@OptionSet
@Unprinted
public record EmbeddingFromPretrainedSpec(
        @Default("true") boolean freeze,
        @Default("null") Long paddingIdx,
        @Default("null") Number maxNorm,
        @Default("2.0") Number normType,
        @Default("false") boolean scaleGradByFreq,
        @Default("false") boolean sparse) {}
