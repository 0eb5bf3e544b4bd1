package org.panamatorch.internal.nn.sparse;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of tables of vectors.
 *
 * @param paddingIdx the index whose vector starts as zero and gets no gradient; negative ones count
 *     from the end
 * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
 * @param normType the p of that norm
 * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the batch
 * @param sparse whether the weight's gradient is a sparse tensor
 * @param weight the table to start from instead of a random one, (V, E), whose elements the
 *     parameter shares
 * @param freeze whether the weight is not trained
 * @param device where the weight is
 * @param dtype the weight's dtype
 */
@OptionSet
public record EmbeddingSpec(
        @Default("null") @PrintedIfChanged Long paddingIdx,
        @Default("null") @PrintedIfChanged Number maxNorm,
        @Default("2.0") @PrintedIfChanged Number normType,
        @Default("false") @PrintedIfChanged boolean scaleGradByFreq,
        @Default("false") @PrintedIfChanged boolean sparse,
        @Default("null") @Unprinted Tensor weight,
        @Default("false") @Unprinted boolean freeze,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype) {
    /**
     * The options as a module keeps them: the padding counted from the start; the weight is its
     * parameter.
     */
    public EmbeddingSpec kept(Long index) {
        return new EmbeddingSpec(
                index, maxNorm, normType, scaleGradByFreq, sparse, null, freeze, device, dtype);
    }

    /** Those of a look-up. */
    public EmbeddingFuncSpec function() {
        return new EmbeddingFuncSpec(
                paddingIdx,
                maxNorm == null ? null : (Double) maxNorm.doubleValue(),
                normType.doubleValue(),
                scaleGradByFreq,
                sparse);
    }
}
