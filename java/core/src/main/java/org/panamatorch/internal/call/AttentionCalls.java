package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.MemorySegment;

/** The calls on LibTorch's attention modules. */
public final class AttentionCalls {
    private static final String ATTENTION = "MultiheadAttention";
    private static final String FORWARD = "multi_head_attention_forward";
    private static final String LAYER = "TransformerEncoderLayer";
    private static final String ENCODER = "TransformerEncoder";
    private static final int RESULTS = 2;

    private AttentionCalls() {}

    /**
     * Whether the attention modules may take LibTorch's fused inference paths.
     *
     * @return true at first
     */
    public static boolean isFastpathEnabled() {
        return PanamaTorch.pt_mha_fastpath_enabled() != 0;
    }

    /**
     * Lets the attention modules take LibTorch's fused inference paths, or not.
     *
     * @param enabled whether they may
     */
    public static void setFastpathEnabled(boolean enabled) {
        PanamaTorch.pt_mha_set_fastpath_enabled(Arguments.flag(enabled));
    }

    /**
     * Attention with several heads.
     *
     * @param embedDim the features
     * @param numHeads the heads
     * @param dropout of the weights
     * @param bias whether the projections have biases
     * @param addBiasKv whether biases are appended to keys and values
     * @param addZeroAttn whether zeros are appended to keys and values
     * @param kdim the features of keys, or null for embedDim
     * @param vdim the features of values, or null for embedDim
     * @param batchFirst whether the batch comes before the sequence
     * @param options dtype and device
     * @return the module
     */
    public static NativeHandle multiheadAttention(
            long embedDim,
            long numHeads,
            double dropout,
            boolean bias,
            boolean addBiasKv,
            boolean addZeroAttn,
            Long kdim,
            Long vdim,
            boolean batchFirst,
            TensorOptions options) {
        return ModuleCalls.created(
                PanamaTorch.pt_multihead_attention_new(
                        embedDim,
                        numHeads,
                        dropout,
                        Arguments.flag(bias),
                        Arguments.flag(addBiasKv),
                        Arguments.flag(addZeroAttn),
                        kdim == null ? PanamaTorch.PT_NONE() : kdim,
                        vdim == null ? PanamaTorch.PT_NONE() : vdim,
                        Arguments.flag(batchFirst),
                        Arguments.newDevice(options.device()),
                        Arguments.optionalDtype(options.dtype())),
                ATTENTION,
                "embed_dim",
                embedDim,
                "num_heads",
                numHeads,
                "kdim",
                kdim,
                "vdim",
                vdim);
    }

    /**
     * Attends with weights that are given.
     *
     * @param query the queries, (L, N, E), or (L, E) unbatched
     * @param key the keys, (S, N, E), or of other features with separate weights
     * @param value the values, (S, N, E), or of other features with separate weights
     * @param embedDimToCheck the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @param inProjWeight the weights of the three projections, (3·E, E), or null with separate
     *     weights
     * @param inProjBias their biases, (3·E), or null
     * @param biasK a bias that is appended to the keys, (1, 1, E), or null
     * @param biasV a bias that is appended to the values, (1, 1, E), null if and only if that is
     * @param addZeroAttn whether zeros are appended to keys and values
     * @param dropoutP the probability with which attention weights are zeroed in training
     * @param outProjWeight the weight of the last projection, (E, E)
     * @param outProjBias its bias, (E), or null
     * @param training whether dropout applies
     * @param keyPaddingMask the keys that nothing attends to, (N, S), or (S) unbatched, or null
     * @param needWeights whether the weights are wanted; without them the fastest operator is taken
     * @param attnMask the pairs of query and key that do not attend, (L, S) or (N·H, L, S), or null
     * @param useSeparateProjWeight whether the next three are the weights of the projections
     * @param qProjWeight the queries' weight, (E, E), or null
     * @param kProjWeight the keys' weight, (E, features of keys), or null
     * @param vProjWeight the values' weight, (E, features of values), or null
     * @param staticK keys by head to take instead, (N·H, S, E/H), or null
     * @param staticV values by head to take instead, (N·H, S, E/H), or null
     * @param averageAttnWeights whether the weights are averaged over the heads
     * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a
     *     wrong one gives wrong results
     * @return the output, and the weights or null
     */
    public static Tensor[] multiHeadAttentionForward(
            Tensor query,
            Tensor key,
            Tensor value,
            long embedDimToCheck,
            long numHeads,
            Tensor inProjWeight,
            Tensor inProjBias,
            Tensor biasK,
            Tensor biasV,
            boolean addZeroAttn,
            double dropoutP,
            Tensor outProjWeight,
            Tensor outProjBias,
            boolean training,
            Tensor keyPaddingMask,
            boolean needWeights,
            Tensor attnMask,
            boolean useSeparateProjWeight,
            Tensor qProjWeight,
            Tensor kProjWeight,
            Tensor vProjWeight,
            Tensor staticK,
            Tensor staticV,
            boolean averageAttnWeights,
            boolean isCausal) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.tensorSlots(RESULTS);
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_multi_head_attention_forward(
                                Arguments.tensor(query, FORWARD, "query"),
                                Arguments.tensor(key, FORWARD, "key"),
                                Arguments.tensor(value, FORWARD, "value"),
                                embedDimToCheck,
                                numHeads,
                                Arguments.optionalTensor(inProjWeight, FORWARD, "in_proj_weight"),
                                Arguments.optionalTensor(inProjBias, FORWARD, "in_proj_bias"),
                                Arguments.optionalTensor(biasK, FORWARD, "bias_k"),
                                Arguments.optionalTensor(biasV, FORWARD, "bias_v"),
                                Arguments.flag(addZeroAttn),
                                dropoutP,
                                Arguments.tensor(outProjWeight, FORWARD, "out_proj_weight"),
                                Arguments.optionalTensor(outProjBias, FORWARD, "out_proj_bias"),
                                Arguments.flag(training),
                                Arguments.optionalTensor(
                                        keyPaddingMask, FORWARD, "key_padding_mask"),
                                Arguments.flag(needWeights),
                                Arguments.optionalTensor(attnMask, FORWARD, "attn_mask"),
                                Arguments.flag(useSeparateProjWeight),
                                Arguments.optionalTensor(qProjWeight, FORWARD, "q_proj_weight"),
                                Arguments.optionalTensor(kProjWeight, FORWARD, "k_proj_weight"),
                                Arguments.optionalTensor(vProjWeight, FORWARD, "v_proj_weight"),
                                Arguments.optionalTensor(staticK, FORWARD, "static_k"),
                                Arguments.optionalTensor(staticV, FORWARD, "static_v"),
                                Arguments.flag(averageAttnWeights),
                                Arguments.flag(isCausal),
                                ret);
                Arguments.keepAlive(
                        query,
                        key,
                        value,
                        inProjWeight,
                        inProjBias,
                        biasK,
                        biasV,
                        outProjWeight,
                        outProjBias,
                        keyPaddingMask,
                        attnMask,
                        qProjWeight,
                        kProjWeight,
                        vProjWeight,
                        staticK,
                        staticV);
                if (status == 0) {
                    return Results.tensorsAt(ret, RESULTS);
                }
                Failure.retry(
                        attempt,
                        FORWARD,
                        "query",
                        query,
                        "key",
                        key,
                        "value",
                        value,
                        "embed_dim_to_check",
                        embedDimToCheck,
                        "num_heads",
                        numHeads,
                        "in_proj_weight",
                        inProjWeight,
                        "in_proj_bias",
                        inProjBias,
                        "bias_k",
                        biasK,
                        "bias_v",
                        biasV,
                        "add_zero_attn",
                        addZeroAttn,
                        "dropout_p",
                        dropoutP,
                        "out_proj_weight",
                        outProjWeight,
                        "out_proj_bias",
                        outProjBias,
                        "training",
                        training,
                        "key_padding_mask",
                        keyPaddingMask,
                        "need_weights",
                        needWeights,
                        "attn_mask",
                        attnMask,
                        "use_separate_proj_weight",
                        useSeparateProjWeight,
                        "q_proj_weight",
                        qProjWeight,
                        "k_proj_weight",
                        kProjWeight,
                        "v_proj_weight",
                        vProjWeight,
                        "static_k",
                        staticK,
                        "static_v",
                        staticV,
                        "average_attn_weights",
                        averageAttnWeights,
                        "is_causal",
                        isCausal);
            }
        }
    }

    /**
     * Attends.
     *
     * @param module the module
     * @param query the queries
     * @param key the keys; the same object as the queries for self-attention
     * @param value the values
     * @param keyPaddingMask the keys to leave out, or null
     * @param needWeights whether the weights are wanted
     * @param attnMask the pairs to leave out, or null
     * @param averageAttnWeights whether the weights are averaged over the heads
     * @param isCausal whether the mask is the causal one
     * @return the output, and the weights or null
     */
    public static Tensor[] multiheadAttentionForward(
            NativeHandle module,
            Tensor query,
            Tensor key,
            Tensor value,
            Tensor keyPaddingMask,
            boolean needWeights,
            Tensor attnMask,
            boolean averageAttnWeights,
            boolean isCausal) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.tensorSlots(RESULTS);
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_multihead_attention_forward(
                                module.use(ATTENTION, "module"),
                                Arguments.tensor(query, ATTENTION, "query"),
                                Arguments.tensor(key, ATTENTION, "key"),
                                Arguments.tensor(value, ATTENTION, "value"),
                                Arguments.optionalTensor(
                                        keyPaddingMask, ATTENTION, "key_padding_mask"),
                                Arguments.flag(needWeights),
                                Arguments.optionalTensor(attnMask, ATTENTION, "attn_mask"),
                                Arguments.flag(averageAttnWeights),
                                Arguments.flag(isCausal),
                                ret);
                Arguments.keepAlive(module, query, key, value, keyPaddingMask, attnMask);
                if (status == 0) {
                    return Results.tensorsAt(ret, RESULTS);
                }
                Failure.retry(
                        attempt,
                        ATTENTION,
                        "query",
                        query,
                        "key",
                        key,
                        "value",
                        value,
                        "key_padding_mask",
                        keyPaddingMask,
                        "attn_mask",
                        attnMask);
            }
        }
    }

    /**
     * A layer of a Transformer's encoder.
     *
     * @param dModel the features
     * @param nhead the heads
     * @param dimFeedforward the features between the two linear maps
     * @param dropout everywhere
     * @param gelu whether the activation is GELU, not ReLU
     * @param layerNormEps the epsilon of both norms
     * @param batchFirst whether the batch comes before the sequence
     * @param normFirst whether the norms come before the blocks
     * @param bias whether linear maps and norms have biases
     * @param options dtype and device
     * @return the module
     */
    public static NativeHandle encoderLayer(
            long dModel,
            long nhead,
            long dimFeedforward,
            double dropout,
            boolean gelu,
            double layerNormEps,
            boolean batchFirst,
            boolean normFirst,
            boolean bias,
            TensorOptions options) {
        return ModuleCalls.created(
                PanamaTorch.pt_transformer_encoder_layer_new(
                        dModel,
                        nhead,
                        dimFeedforward,
                        dropout,
                        gelu ? PanamaTorch.PT_ACTIVATION_GELU() : PanamaTorch.PT_ACTIVATION_RELU(),
                        layerNormEps,
                        Arguments.flag(batchFirst),
                        Arguments.flag(normFirst),
                        Arguments.flag(bias),
                        Arguments.newDevice(options.device()),
                        Arguments.optionalDtype(options.dtype())),
                LAYER,
                "d_model",
                dModel,
                "nhead",
                nhead,
                "dim_feedforward",
                dimFeedforward,
                "dropout",
                dropout);
    }

    /**
     * Runs a layer.
     *
     * @param module the module
     * @param src the sequence
     * @param srcMask the pairs to leave out, or null
     * @param srcKeyPaddingMask the keys to leave out, or null
     * @param isCausal whether the mask is the causal one
     * @return the output
     */
    public static Tensor encoderLayerForward(
            NativeHandle module,
            Tensor src,
            Tensor srcMask,
            Tensor srcKeyPaddingMask,
            boolean isCausal) {
        for (int attempt = 0; ; attempt++) {
            MemorySegment result =
                    PanamaTorch.pt_transformer_encoder_layer_forward(
                            module.use(LAYER, "module"),
                            Arguments.tensor(src, LAYER, "src"),
                            Arguments.optionalTensor(srcMask, LAYER, "src_mask"),
                            Arguments.optionalTensor(
                                    srcKeyPaddingMask, LAYER, "src_key_padding_mask"),
                            Arguments.flag(isCausal));
            Arguments.keepAlive(module, src, srcMask, srcKeyPaddingMask);
            if (result.address() != 0) {
                return Results.tensor(result);
            }
            Failure.retry(
                    attempt,
                    LAYER,
                    "src",
                    src,
                    "src_mask",
                    srcMask,
                    "src_key_padding_mask",
                    srcKeyPaddingMask,
                    "is_causal",
                    isCausal);
        }
    }

    /**
     * A stack of copies of a layer.
     *
     * @param layer the layer
     * @param numLayers how many copies
     * @param enableNestedTensor whether padding may be left out by nested tensors
     * @param maskCheck whether masks are checked for it
     * @param normShape the shape of the final norm, or null without one
     * @param normEps its epsilon
     * @param normWeight its weight, or null
     * @param normBias its bias, or null
     * @return the module
     */
    public static NativeHandle encoder(
            NativeHandle layer,
            long numLayers,
            boolean enableNestedTensor,
            boolean maskCheck,
            long[] normShape,
            double normEps,
            Tensor normWeight,
            Tensor normBias) {
        try (Frame frame = Frame.open()) {
            NativeHandle encoder =
                    ModuleCalls.created(
                            PanamaTorch.pt_transformer_encoder_new(
                                    layer.use(ENCODER, "encoder_layer"),
                                    numLayers,
                                    Arguments.flag(enableNestedTensor),
                                    Arguments.flag(maskCheck),
                                    frame.optionalLongs(normShape),
                                    Arguments.count(normShape),
                                    normEps,
                                    Arguments.optionalTensor(normWeight, ENCODER, "norm"),
                                    Arguments.optionalTensor(normBias, ENCODER, "norm")),
                            ENCODER,
                            "num_layers",
                            numLayers);
            Arguments.keepAlive(layer, normWeight, normBias);
            return encoder;
        }
    }

    /**
     * Runs a stack of layers.
     *
     * @param module the module
     * @param src the sequence
     * @param mask the pairs to leave out, or null
     * @param srcKeyPaddingMask the keys to leave out, or null
     * @param isCausal whether the mask is the causal one, or null to find out
     * @return the output
     */
    public static Tensor encoderForward(
            NativeHandle module,
            Tensor src,
            Tensor mask,
            Tensor srcKeyPaddingMask,
            Boolean isCausal) {
        for (int attempt = 0; ; attempt++) {
            MemorySegment result =
                    PanamaTorch.pt_transformer_encoder_forward(
                            module.use(ENCODER, "module"),
                            Arguments.tensor(src, ENCODER, "src"),
                            Arguments.optionalTensor(mask, ENCODER, "mask"),
                            Arguments.optionalTensor(
                                    srcKeyPaddingMask, ENCODER, "src_key_padding_mask"),
                            isCausal == null ? PanamaTorch.PT_NONE() : Arguments.flag(isCausal));
            Arguments.keepAlive(module, src, mask, srcKeyPaddingMask);
            if (result.address() != 0) {
                return Results.tensor(result);
            }
            Failure.retry(
                    attempt,
                    ENCODER,
                    "src",
                    src,
                    "mask",
                    mask,
                    "src_key_padding_mask",
                    srcKeyPaddingMask,
                    "is_causal",
                    isCausal);
        }
    }
}
