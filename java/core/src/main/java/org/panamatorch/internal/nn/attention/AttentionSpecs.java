package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.norm.NormSpecs.LayerNormSpec;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerDecoder;
import org.panamatorch.nn.TransformerEncoder;

/** The options of attention and Transformers, each set declared once. */
public interface AttentionSpecs {
    /**
     * Options of a call of an attention.
     *
     * @param keyPaddingMask the keys that nothing attends to, (N, S), or (S) unbatched
     * @param needWeights whether the weights are wanted; without them the fastest operator is taken
     * @param attnMask the pairs of query and key that do not attend, (L, S) or (N·H, L, S)
     * @param averageAttnWeights whether the weights are averaged over the heads
     * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a
     *     wrong one gives wrong results
     */
    @OptionSet
    @Unprinted
    record MultiheadAttentionCallSpec(
            @Default("null") Tensor keyPaddingMask,
            @Default("true") boolean needWeights,
            @Default("null") Tensor attnMask,
            @Default("true") boolean averageAttnWeights,
            @Default("false") boolean isCausal) {}

    /**
     * Options of attention with several heads and given weights.
     *
     * @param training whether dropout applies
     * @param keyPaddingMask the keys that nothing attends to, (N, S), or (S) unbatched
     * @param needWeights whether the weights are wanted; without them the fastest operator is taken
     * @param attnMask the pairs of query and key that do not attend, (L, S) or (N·H, L, S)
     * @param useSeparateProjWeight whether the next three are the weights of the projections
     * @param qProjWeight the queries' weight, (E, E)
     * @param kProjWeight the keys' weight, (E, features of keys)
     * @param vProjWeight the values' weight, (E, features of values)
     * @param staticK keys by head to take instead, (N·H, S, E/H)
     * @param staticV values by head to take instead, (N·H, S, E/H)
     * @param averageAttnWeights whether the weights are averaged over the heads
     * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a
     *     wrong one gives wrong results
     */
    @OptionSet
    @Unprinted
    record MultiheadAttentionForwardFuncSpec(
            @Default("true") boolean training,
            @Default("null") Tensor keyPaddingMask,
            @Default("true") boolean needWeights,
            @Default("null") Tensor attnMask,
            @Default("false") boolean useSeparateProjWeight,
            @Default("null") Tensor qProjWeight,
            @Default("null") Tensor kProjWeight,
            @Default("null") Tensor vProjWeight,
            @Default("null") Tensor staticK,
            @Default("null") Tensor staticV,
            @Default("true") boolean averageAttnWeights,
            @Default("false") boolean isCausal) {}

    /**
     * Options of attention with several heads.
     *
     * @param dropout the probability with which attention weights are zeroed in training, from 0 to
     *     1
     * @param bias whether the projections have biases
     * @param addBiasKv whether learned biases are appended to keys and values as one more element
     * @param addZeroAttn whether zeros are appended to keys and values as one more element
     * @param kdim the features of keys, where they are not those of the queries
     * @param vdim the features of values, where they are not those of the queries
     * @param batchFirst whether input and output are (batch, sequence, features) instead of
     *     (sequence, batch, features)
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record MultiheadAttentionSpec(
            @Default("0.0") double dropout,
            @Default("true") boolean bias,
            @Default("false") boolean addBiasKv,
            @Default("false") boolean addZeroAttn,
            @Default("null") Long kdim,
            @Default("null") Long vdim,
            @Default("false") boolean batchFirst,
            TensorOptions parameters) {}

    /**
     * Options of the attention of queries to keys.
     *
     * @param attnMask a mask that broadcasts to (N, *, L, S): of {@code bool}, true for what takes
     *     part, or numbers to add to the products
     * @param dropoutP the probability with which weights are zeroed, in evaluation, too
     * @param isCausal whether each query sees but the keys up to its own place
     * @param scale the factor of the products, where it is not {@code 1 / √E}
     * @param enableGqa whether groups of queries share a key
     */
    @OptionSet
    @Unprinted
    record ScaledDotProductAttentionFuncSpec(
            @Default("null") Tensor attnMask,
            @Default("0.0") double dropoutP,
            @Default("false") boolean isCausal,
            @Default("null") Double scale,
            @Default("false") boolean enableGqa) {}

    /**
     * Options of a call of a Transformer.
     *
     * @param srcMask the pairs in the source that do not attend, (S, S) or (N·heads, S, S)
     * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T)
     * @param memoryMask the pairs of target and source that do not attend, (T, S) or (N·heads, T,
     *     S)
     * @param srcKeyPaddingMask the source's elements that its own do not attend to, (N, S), or (S)
     *     unbatched
     * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T)
     *     unbatched
     * @param memoryKeyPaddingMask the source's elements that the target does not attend to, (N, S),
     *     or (S) unbatched
     * @param srcIsCausal whether {@code srcMask} is the causal one; found out by comparing where it
     *     is not said
     * @param tgtIsCausal whether {@code tgtMask} is the causal one; found out by comparing where it
     *     is not said
     * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
     */
    @OptionSet
    @Unprinted
    record TransformerCallSpec(
            @Default("null") Tensor srcMask,
            @Default("null") Tensor tgtMask,
            @Default("null") Tensor memoryMask,
            @Default("null") Tensor srcKeyPaddingMask,
            @Default("null") Tensor tgtKeyPaddingMask,
            @Default("null") Tensor memoryKeyPaddingMask,
            @Default("null") Boolean srcIsCausal,
            @Default("null") Boolean tgtIsCausal,
            @Default("false") boolean memoryIsCausal) {
        /** The options of the encoder's call. */
        public TransformerEncoderCallSpec encoder() {
            return new TransformerEncoderCallSpec(srcMask, srcKeyPaddingMask, srcIsCausal);
        }

        /** The options of the decoder's call. */
        public TransformerDecoderCallSpec decoder() {
            return new TransformerDecoderCallSpec(
                    tgtMask,
                    memoryMask,
                    tgtKeyPaddingMask,
                    memoryKeyPaddingMask,
                    tgtIsCausal,
                    memoryIsCausal);
        }
    }

    /**
     * Options of a call of a Transformer's decoder.
     *
     * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T)
     * @param memoryMask the pairs of target and memory that do not attend, (T, S) or (N·heads, T,
     *     S)
     * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T)
     *     unbatched
     * @param memoryKeyPaddingMask the memory's elements that nothing attends to, (N, S), or (S)
     *     unbatched
     * @param tgtIsCausal whether {@code tgtMask} is the causal one; found out by comparing where it
     *     is not said
     * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
     */
    @OptionSet
    @Unprinted
    record TransformerDecoderCallSpec(
            @Default("null") Tensor tgtMask,
            @Default("null") Tensor memoryMask,
            @Default("null") Tensor tgtKeyPaddingMask,
            @Default("null") Tensor memoryKeyPaddingMask,
            @Default("null") Boolean tgtIsCausal,
            @Default("false") boolean memoryIsCausal) {
        /** The options of a call of each layer. */
        public TransformerDecoderLayerCallSpec layer(boolean targetIsCausal) {
            return new TransformerDecoderLayerCallSpec(
                    tgtMask,
                    memoryMask,
                    tgtKeyPaddingMask,
                    memoryKeyPaddingMask,
                    targetIsCausal,
                    memoryIsCausal);
        }
    }

    /**
     * Options of a call of a layer of a Transformer's decoder.
     *
     * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T)
     * @param memoryMask the pairs of target and memory that do not attend, (T, S) or (N·heads, T,
     *     S)
     * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T)
     *     unbatched
     * @param memoryKeyPaddingMask the memory's elements that nothing attends to, (N, S), or (S)
     *     unbatched
     * @param tgtIsCausal a promise that {@code tgtMask} is the causal one
     * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
     */
    @OptionSet
    @Unprinted
    record TransformerDecoderLayerCallSpec(
            @Default("null") Tensor tgtMask,
            @Default("null") Tensor memoryMask,
            @Default("null") Tensor tgtKeyPaddingMask,
            @Default("null") Tensor memoryKeyPaddingMask,
            @Default("false") boolean tgtIsCausal,
            @Default("false") boolean memoryIsCausal) {}

    /**
     * Options of a Transformer's decoder.
     *
     * @param norm a last normalization; if it is a module, it is a part of the decoder, named
     *     {@code norm}
     */
    @OptionSet
    @Unprinted
    record TransformerDecoderSpec(@Default("null") Layer norm) {}

    /**
     * Options of a call of a Transformer's encoder.
     *
     * @param mask the pairs that do not attend, (S, S) or (N·heads, S, S)
     * @param srcKeyPaddingMask the elements that nothing attends to, (N, S), or (S) unbatched
     * @param isCausal whether {@code mask} is the causal one; found out by comparing where it is
     *     not said
     */
    @OptionSet
    @Unprinted
    record TransformerEncoderCallSpec(
            @Default("null") Tensor mask,
            @Default("null") Tensor srcKeyPaddingMask,
            @Default("null") Boolean isCausal) {}

    /**
     * Options of a call of a layer of a Transformer's encoder.
     *
     * @param srcMask the pairs that do not attend, (S, S) or (N·heads, S, S)
     * @param srcKeyPaddingMask the elements that nothing attends to, (N, S), or (S) unbatched
     * @param isCausal a promise that {@code srcMask}, which must be there, is the causal one; a
     *     wrong one gives wrong results
     */
    @OptionSet
    @Unprinted
    record TransformerEncoderLayerCallSpec(
            @Default("null") Tensor srcMask,
            @Default("null") Tensor srcKeyPaddingMask,
            @Default("false") boolean isCausal) {}

    /**
     * Options of a Transformer's encoder.
     *
     * @param norm a last normalization; if it is a module, it is a part of the encoder, named
     *     {@code norm}
     * @param enableNestedTensor whether padding may be left out for inference
     * @param maskCheck whether a key padding mask is checked to have all its padding at the ends,
     *     without which padding is not left out
     */
    @OptionSet
    @Unprinted
    record TransformerEncoderSpec(
            @Default("null") Layer norm,
            @Default("true") boolean enableNestedTensor,
            @Default("true") boolean maskCheck) {}

    /**
     * Options of a layer of a Transformer's encoder or decoder.
     *
     * @param dimFeedforward the features between the two linear maps
     * @param dropout the probability with which attention weights and features are zeroed in
     *     training, from 0 to 1
     * @param activation the function between the two linear maps: one of {@link
     *     TransformerActivation}, or any other; if it is a module, it is a part of the layer, named
     *     {@code activation}
     * @param layerNormEps a small number that the layer norms add to the variance
     * @param batchFirst whether input and output are (batch, sequence, features) instead of
     *     (sequence, batch, features)
     * @param normFirst whether the layer norms come before attention and linear maps instead of
     *     after them
     * @param bias whether linear maps and layer norms have biases
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record TransformerLayerSpec(
            @Default("2048") long dimFeedforward,
            @Default("0.1") double dropout,
            @Default("TransformerActivation.RELU") Layer activation,
            @Default("1e-5") double layerNormEps,
            @Default("false") boolean batchFirst,
            @Default("false") boolean normFirst,
            @Default("true") boolean bias,
            TensorOptions parameters) {
        /** The options of an attention in the layer. */
        public MultiheadAttentionSpec attention() {
            return new MultiheadAttentionSpec(
                    dropout, bias, false, false, null, null, batchFirst, parameters);
        }

        /** The options of a layer norm in the layer. */
        public LayerNormSpec norm() {
            return new LayerNormSpec(layerNormEps, true, bias, parameters);
        }

        /** The same with another function. */
        public TransformerLayerSpec withActivation(Layer function) {
            return new TransformerLayerSpec(
                    dimFeedforward,
                    dropout,
                    function,
                    layerNormEps,
                    batchFirst,
                    normFirst,
                    bias,
                    parameters);
        }
    }

    /**
     * Options of a Transformer.
     *
     * @param dModel the features, a multiple of the heads
     * @param nhead the heads
     * @param numEncoderLayers how many layers the encoder has
     * @param numDecoderLayers how many layers the decoder has
     * @param dimFeedforward the features between the two linear maps
     * @param dropout the probability with which attention weights and features are zeroed in
     *     training, from 0 to 1
     * @param activation the function between the two linear maps: one of {@link
     *     TransformerActivation}, or any other; if it is a module, it is a part of the layer, named
     *     {@code activation}
     * @param customEncoder the encoder itself, instead of one made of these options; its matrices
     *     are drawn anew
     * @param customDecoder the decoder itself, instead of one made of these options; its matrices
     *     are drawn anew
     * @param layerNormEps a small number that the layer norms add to the variance
     * @param batchFirst whether input and output are (batch, sequence, features) instead of
     *     (sequence, batch, features)
     * @param normFirst whether the layer norms come before attention and linear maps instead of
     *     after them
     * @param bias whether linear maps and layer norms have biases
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record TransformerSpec(
            @Default("512") long dModel,
            @Default("8") long nhead,
            @Default("6") long numEncoderLayers,
            @Default("6") long numDecoderLayers,
            @Default("2048") long dimFeedforward,
            @Default("0.1") double dropout,
            @Default("TransformerActivation.RELU") Layer activation,
            @Default("null") TransformerEncoder customEncoder,
            @Default("null") TransformerDecoder customDecoder,
            @Default("1e-5") double layerNormEps,
            @Default("false") boolean batchFirst,
            @Default("false") boolean normFirst,
            @Default("true") boolean bias,
            TensorOptions parameters) {
        /** The options of each layer. */
        public TransformerLayerSpec layer() {
            return new TransformerLayerSpec(
                    dimFeedforward,
                    dropout,
                    activation,
                    layerNormEps,
                    batchFirst,
                    normFirst,
                    bias,
                    parameters);
        }
    }
}
