package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.load.NativeLibrary;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.MemorySegment;

/** The calls on LibTorch's attention modules. */
public final class AttentionCalls {
    static {
        NativeLibrary.load();
    }

    private static final String ATTENTION = "MultiheadAttention";
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
                        Arguments.optionalDevice(options.device()),
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
            MemorySegment ret = frame.slots(RESULTS);
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
                    return ModuleCalls.taken(ret, RESULTS);
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
                        Arguments.optionalDevice(options.device()),
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
