package org.panamatorch.internal.nn.sparse;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.EmbeddingBagMode;

/** The options of embeddings, each set declared once. */
public interface SparseSpecs {
    /**
     * Options of tables of given vectors of which bags are looked up.
     *
     * @param freeze whether the weight is not trained
     * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
     * @param normType the p of that norm
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the
     *     batch
     * @param mode how the vectors of a bag are reduced
     * @param sparse whether the weight's gradient is a sparse tensor
     * @param includeLastOffset whether the offsets end with the number of indices
     * @param paddingIdx the index whose vector is left out of its bags; negative ones count from
     *     the end
     */
    @OptionSet
    @Unprinted
    record EmbeddingBagFromPretrainedSpec(
            @Default("true") boolean freeze,
            @Default("null") Number maxNorm,
            @Default("2.0") Number normType,
            @Default("false") boolean scaleGradByFreq,
            @Default("MEAN") EmbeddingBagMode mode,
            @Default("false") boolean sparse,
            @Default("false") boolean includeLastOffset,
            @Default("null") Long paddingIdx) {}

    /**
     * Options of the look-up of bags of vectors.
     *
     * @param offsets where the bags start, (B), if the input has one dimension
     * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
     * @param normType the p of that norm
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the
     *     batch
     * @param mode how the vectors of a bag are reduced
     * @param sparse whether the weight's gradient is a sparse tensor
     * @param perSampleWeights factors of the vectors, of the input's shape, for sums only
     * @param includeLastOffset whether the offsets end with the number of indices
     * @param paddingIdx the index whose vector is left out of its bags; negative ones count from
     *     the end
     */
    @OptionSet
    @Unprinted
    record EmbeddingBagFuncSpec(
            @Default("null") Tensor offsets,
            @Default("null") Double maxNorm,
            @Default("2.0") double normType,
            @Default("false") boolean scaleGradByFreq,
            @Default("MEAN") EmbeddingBagMode mode,
            @Default("false") boolean sparse,
            @Default("null") Tensor perSampleWeights,
            @Default("false") boolean includeLastOffset,
            @Default("null") Long paddingIdx) {}

    /**
     * Options of tables of vectors of which bags are looked up.
     *
     * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
     * @param normType the p of that norm
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the
     *     batch
     * @param mode how the vectors of a bag are reduced
     * @param sparse whether the weight's gradient is a sparse tensor
     * @param weight the table to start from instead of a random one, (V, E), whose elements the
     *     parameter shares
     * @param includeLastOffset whether the offsets end with the number of indices
     * @param paddingIdx the index whose vector starts as zero and is left out of its bags; negative
     *     ones count from the end
     * @param parameters the weight
     */
    @OptionSet
    record EmbeddingBagSpec(
            @Default("null") @PrintedIfChanged Number maxNorm,
            @Default("2.0") @PrintedIfChanged Number normType,
            @Default("false") @PrintedIfChanged boolean scaleGradByFreq,
            @Default("MEAN") EmbeddingBagMode mode,
            @Default("false") @Unprinted boolean sparse,
            @Default("null") @Unprinted Tensor weight,
            @Default("false") @Unprinted boolean includeLastOffset,
            @Default("null") @PrintedIfChanged Long paddingIdx,
            TensorOptions parameters) {
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
                    parameters);
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

    /**
     * Options of tables of given vectors.
     *
     * @param freeze whether the weight is not trained
     * @param paddingIdx the index whose vector gets no gradient; negative ones count from the end
     * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
     * @param normType the p of that norm
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the
     *     batch
     * @param sparse whether the weight's gradient is a sparse tensor
     */
    @OptionSet
    @Unprinted
    record EmbeddingFromPretrainedSpec(
            @Default("true") boolean freeze,
            @Default("null") Long paddingIdx,
            @Default("null") Number maxNorm,
            @Default("2.0") Number normType,
            @Default("false") boolean scaleGradByFreq,
            @Default("false") boolean sparse) {}

    /**
     * Options of the look-up of vectors.
     *
     * @param paddingIdx the index whose vector gets no gradient; negative ones count from the end
     * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
     * @param normType the p of that norm
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the
     *     batch
     * @param sparse whether the weight's gradient is a sparse tensor
     */
    @OptionSet
    @Unprinted
    record EmbeddingFuncSpec(
            @Default("null") Long paddingIdx,
            @Default("null") Double maxNorm,
            @Default("2.0") double normType,
            @Default("false") boolean scaleGradByFreq,
            @Default("false") boolean sparse) {}

    /**
     * Options of tables of vectors.
     *
     * @param paddingIdx the index whose vector starts as zero and gets no gradient; negative ones
     *     count from the end
     * @param maxNorm the norm to which longer vectors are cut, in place, when they are looked up
     * @param normType the p of that norm
     * @param scaleGradByFreq whether gradients are divided by how often the index occurs in the
     *     batch
     * @param sparse whether the weight's gradient is a sparse tensor
     * @param weight the table to start from instead of a random one, (V, E), whose elements the
     *     parameter shares
     * @param freeze whether the weight is not trained
     * @param parameters the weight
     */
    @OptionSet
    record EmbeddingSpec(
            @Default("null") @PrintedIfChanged Long paddingIdx,
            @Default("null") @PrintedIfChanged Number maxNorm,
            @Default("2.0") @PrintedIfChanged Number normType,
            @Default("false") @PrintedIfChanged boolean scaleGradByFreq,
            @Default("false") @PrintedIfChanged boolean sparse,
            @Default("null") @Unprinted Tensor weight,
            @Default("false") @Unprinted boolean freeze,
            TensorOptions parameters) {
        /**
         * The options as a module keeps them: the padding counted from the start; the weight is its
         * parameter.
         */
        public EmbeddingSpec kept(Long index) {
            return new EmbeddingSpec(
                    index, maxNorm, normType, scaleGradByFreq, sparse, null, freeze, parameters);
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
}
