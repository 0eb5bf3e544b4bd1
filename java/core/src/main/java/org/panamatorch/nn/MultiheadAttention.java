package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.attention.AttentionSpecs.MultiheadAttentionCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.MultiheadAttentionSpec;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Attention with several heads: {@code softmax(Q Kᵀ / √d) V} in each, put together and projected.
 *
 * <p>Shapes, with L queries, S keys, a batch of N, E features and H heads: query (L, N, E), key (S,
 * N, kdim), value (S, N, vdim), or (N, L, E) and so on with {@code batchFirst}, or (L, E) and so on
 * unbatched; output as the query. Everything is of one floating-point dtype and device.
 *
 * <p>Masks are boolean, true where attention is not allowed, or of floating point, added to the
 * products: the attention mask (L, S) or (N·H, L, S), the key padding mask (N, S), or (S)
 * unbatched.
 *
 * <p>One tensor object given as query, key and value is self-attention: it takes the fewest
 * products, and, for inference with {@code batchFirst}, LibTorch's fused operator.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiheadAttention.html">torch.nn.MultiheadAttention</a>
 */
public final class MultiheadAttention extends NativeModule<MultiheadAttention> {
    private final long embedDim;
    private final long numHeads;
    private final MultiheadAttentionSpec options;

    /**
     * The results of a forward pass.
     *
     * @param output the attended values, (L, N, E), or as the query is laid out
     * @param weights the attention weights, (N, L, S) if they are averaged over the heads, else (N,
     *     H, L, S), without N for unbatched input; null unless they were asked for
     */
    public record Output(Tensor output, Tensor weights) {}

    /**
     * Makes the module with the defaults.
     *
     * @param embedDim the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @throws org.panamatorch.TorchException if one is not positive, or E is no multiple of H
     */
    public MultiheadAttention(long embedDim, long numHeads) {
        this(embedDim, numHeads, MultiheadAttentionOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param embedDim the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range, or E is no multiple of H
     */
    public MultiheadAttention(
            long embedDim, long numHeads, Consumer<? super MultiheadAttentionOptions> options) {
        this(embedDim, numHeads, MultiheadAttentionOptions.of(options, "MultiheadAttention"));
    }

    MultiheadAttention(long embedDim, long numHeads, MultiheadAttentionSpec options) {
        this(
                create(embedDim, numHeads, options, options.parameters()),
                embedDim,
                numHeads,
                options);
    }

    private MultiheadAttention(
            NativeHandle handle, long embedDim, long numHeads, MultiheadAttentionSpec options) {
        this(handle, parametersOf(handle), embedDim, numHeads, options);
    }

    /** The attention of a native module. */
    MultiheadAttention(
            NativeHandle handle,
            Map<String, Tensor> parameters,
            long embedDim,
            long numHeads,
            MultiheadAttentionSpec options) {
        super(handle, parameters);
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        this.options = options;
        part(
                "out_proj",
                NativePart.linear(
                        handle,
                        parameters,
                        "out_proj",
                        "NonDynamicallyQuantizableLinear",
                        embedDim,
                        embedDim));
    }

    private static NativeHandle create(
            long embedDim,
            long numHeads,
            MultiheadAttentionSpec options,
            TensorOptions parameters) {
        requireSize(embedDim, options.kdim());
        requireSize(embedDim, options.vdim());
        return PtNn.multihead_attention_new(
                embedDim,
                numHeads,
                options.dropout(),
                options.bias(),
                options.addBiasKv(),
                options.addZeroAttn(),
                options.kdim(),
                options.vdim(),
                options.batchFirst(),
                parameters.device(),
                parameters.dtype());
    }

    // A negative one stands for none in the native module.
    private static void requireSize(long embedDim, Long features) {
        if (features != null && features < 0) {
            throw Checks.runtime(
                    "Trying to create tensor with negative dimension "
                            + features
                            + ": ["
                            + embedDim
                            + ", "
                            + features
                            + "]");
        }
    }

    @Override
    NativeHandle createWithoutValues() {
        return create(embedDim, numHeads, options, WITHOUT_VALUES);
    }

    /**
     * Whether attention and encoder modules may take LibTorch's fused operators for inference, as
     * {@code torch.backends.mha.get_fastpath_enabled()}.
     *
     * @return true at first
     */
    public static boolean isFastpathEnabled() {
        return PtNn.mha_fastpath_enabled();
    }

    /**
     * Lets attention and encoder modules take LibTorch's fused operators for inference, or not, in
     * the whole process.
     *
     * @param enabled whether they may
     */
    public static void setFastpathEnabled(boolean enabled) {
        PtNn.mha_set_fastpath_enabled(enabled);
    }

    /**
     * Attends without masks, and averages the weights over the heads.
     *
     * @param query the queries
     * @param key the keys
     * @param value the values
     * @return output and weights
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Output call(Tensor query, Tensor key, Tensor value) {
        return run(query, key, value, MultiheadAttentionCallOptions.defaults());
    }

    /**
     * Attends. Hooks see the three tensors as the inputs.
     *
     * @param query the queries
     * @param key the keys
     * @param value the values
     * @param options sets what is not to be as by default
     * @return output and weights
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Output call(
            Tensor query,
            Tensor key,
            Tensor value,
            Consumer<? super MultiheadAttentionCallOptions> options) {
        return run(
                query, key, value, MultiheadAttentionCallOptions.of(options, "MultiheadAttention"));
    }

    /** Computes the output, between the module's hooks. */
    Output run(Tensor query, Tensor key, Tensor value, MultiheadAttentionCallSpec options) {
        return callWithHooks((q, k, v) -> attend(q, k, v, options), query, key, value);
    }

    private Output attend(
            Tensor query, Tensor key, Tensor value, MultiheadAttentionCallSpec options) {
        Masks.warnOfMismatch(
                options.keyPaddingMask(), "key_padding_mask", options.attnMask(), "attn_mask");
        Tensor[] results =
                computing(
                        () -> readWeights(query, key, value),
                        () ->
                                PtNn.multihead_attention_forward(
                                        handle(),
                                        query,
                                        key,
                                        value,
                                        options.keyPaddingMask(),
                                        options.needWeights(),
                                        options.attnMask(),
                                        options.averageAttnWeights(),
                                        options.isCausal()));
        return new Output(results[0], results[1]);
    }

    /** Reads the weights that Python reads to see whether it can take the fast operator. */
    final void readWeights(Tensor query, Tensor key, Tensor value) {
        if (isFastpathEnabled() && query.dim() == 3 && query == key && key == value) {
            read("in_proj_bias", 2);
            read("in_proj_weight", 2);
        }
    }

    /**
     * The features.
     *
     * @return E
     */
    public long embedDim() {
        return embedDim;
    }

    /**
     * The heads.
     *
     * @return H
     */
    public long numHeads() {
        return numHeads;
    }

    /**
     * Whether the batch comes before the sequence.
     *
     * @return whether it does
     */
    public boolean batchFirst() {
        return options.batchFirst();
    }
}
