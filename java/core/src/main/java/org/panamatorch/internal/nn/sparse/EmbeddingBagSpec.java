package org.panamatorch.internal.nn.sparse;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.EmbeddingBagMode;

/**
 * Options of tables of vectors of which bags are looked up.
 *
 * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
 * @param normType the p of that norm
 * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the batch
 * @param mode what is made of the vectors of a bag
 * @param sparse whether the weight's gradient is a sparse tensor
 * @param weight the table to start from instead of a random one, (V, E), whose elements the
 *     parameter shares
 * @param includeLastOffset whether the offsets end with the number of indices
 * @param paddingIdx the index whose vector starts as zero and is left out of its bags; negative
 *     ones count from the end
 * @param device where the weight is
 * @param dtype the weight's dtype
 */
@OptionSet
public record EmbeddingBagSpec(
        @Default("null") @PrintedIfChanged Number maxNorm,
        @Default("2.0") @PrintedIfChanged Number normType,
        @Default("false") @PrintedIfChanged boolean scaleGradByFreq,
        @Default("MEAN") EmbeddingBagMode mode,
        @Default("false") @Unprinted boolean sparse,
        @Default("null") @Unprinted Tensor weight,
        @Default("false") @Unprinted boolean includeLastOffset,
        @Default("null") @PrintedIfChanged Long paddingIdx,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype) {
    /**
     * The options as a module keeps them: the padding counted from the start; the weight is its
     * parameter.
     */
    public EmbeddingBagSpec kept(Long index) {
        return new EmbeddingBagSpec(
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                null,
                includeLastOffset,
                index,
                device,
                dtype);
    }

    /** Those of a look-up. */
    public EmbeddingBagFuncSpec function(Tensor offsets, Tensor perSampleWeights) {
        return new EmbeddingBagFuncSpec(
                offsets,
                maxNorm == null ? null : (Double) maxNorm.doubleValue(),
                normType.doubleValue(),
                scaleGradByFreq,
                mode,
                sparse,
                perSampleWeights,
                includeLastOffset,
                paddingIdx);
    }
}
