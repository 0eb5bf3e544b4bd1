package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.call.AttentionCalls;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.Required;

import java.util.Map;

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
public final class MultiheadAttention extends NativeModule {
    private final Builder options;

    /**
     * The results of a forward pass.
     *
     * @param output the attended values, (L, N, E), or as the query is laid out
     * @param weights the attention weights, (N, L, S) if they are averaged over the heads, else (N,
     *     H, L, S), without N for unbatched input; null unless they were asked for
     */
    public record Output(Tensor output, Tensor weights) {}

    /** The options of a {@link MultiheadAttention}. */
    public static final class Builder {
        private final long embedDim;
        private final long numHeads;
        private double dropout;
        private boolean bias = true;
        private boolean addBiasKv;
        private boolean addZeroAttn;
        private Long kdim;
        private Long vdim;
        private boolean batchFirst;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder(long embedDim, long numHeads) {
            this.embedDim = embedDim;
            this.numHeads = numHeads;
        }

        /**
         * The probability with which attention weights are zeroed in training; 0 by default.
         *
         * @param probability from 0 to 1
         * @return this
         */
        public Builder dropout(double probability) {
            dropout = probability;
            return this;
        }

        /**
         * Whether the projections have biases; yes by default.
         *
         * @param hasBias whether they have
         * @return this
         */
        public Builder bias(boolean hasBias) {
            bias = hasBias;
            return this;
        }

        /**
         * Whether learned biases are appended to keys and values as one more element; no by
         * default.
         *
         * @param add whether they are
         * @return this
         */
        public Builder addBiasKv(boolean add) {
            addBiasKv = add;
            return this;
        }

        /**
         * Whether zeros are appended to keys and values as one more element; no by default.
         *
         * @param add whether they are
         * @return this
         */
        public Builder addZeroAttn(boolean add) {
            addZeroAttn = add;
            return this;
        }

        /**
         * The features of keys; E by default.
         *
         * @param features the number
         * @return this
         */
        public Builder kdim(long features) {
            kdim = features;
            return this;
        }

        /**
         * The features of values; E by default.
         *
         * @param features the number
         * @return this
         */
        public Builder vdim(long features) {
            vdim = features;
            return this;
        }

        /**
         * Whether input and output are (batch, sequence, features) instead of (sequence, batch,
         * features); no by default.
         *
         * @param first whether the batch comes first
         * @return this
         */
        public Builder batchFirst(boolean first) {
            batchFirst = first;
            return this;
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param tensorOptions the options
         * @return this
         */
        public Builder options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if an option is out of range, or E is no multiple
         *     of the heads
         */
        public MultiheadAttention build() {
            return new MultiheadAttention(this);
        }

        private Builder copy() {
            Builder copy =
                    new Builder(embedDim, numHeads)
                            .dropout(dropout)
                            .bias(bias)
                            .addBiasKv(addBiasKv)
                            .addZeroAttn(addZeroAttn)
                            .batchFirst(batchFirst)
                            .options(options);
            copy.kdim = kdim;
            copy.vdim = vdim;
            return copy;
        }

        // A negative one stands for none in the native module.
        private void requireSize(Long features) {
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

        private NativeHandle create(TensorOptions tensorOptions) {
            requireSize(kdim);
            requireSize(vdim);
            return AttentionCalls.multiheadAttention(
                    embedDim,
                    numHeads,
                    dropout,
                    bias,
                    addBiasKv,
                    addZeroAttn,
                    kdim,
                    vdim,
                    batchFirst,
                    tensorOptions);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param embedDim the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @throws org.panamatorch.TorchException if one is not positive, or E is no multiple of H
     */
    public MultiheadAttention(long embedDim, long numHeads) {
        this(builder(embedDim, numHeads));
    }

    private MultiheadAttention(Builder builder) {
        this(builder.create(builder.options), builder);
    }

    private MultiheadAttention(NativeHandle handle, Builder builder) {
        this(handle, ModuleCalls.parameters(handle), builder);
    }

    /**
     * The attention of a native module.
     *
     * @param handle the attention
     * @param parameters its parameters
     * @param builder its options
     */
    MultiheadAttention(NativeHandle handle, Map<String, Tensor> parameters, Builder builder) {
        super(handle, parameters);
        options = builder.copy();
        register(
                "out_proj",
                NativePart.linear(
                        handle,
                        parameters,
                        "out_proj",
                        "NonDynamicallyQuantizableLinear",
                        builder.embedDim,
                        builder.embedDim));
    }

    @Override
    NativeHandle createWithoutValues() {
        return options.create(WITHOUT_VALUES);
    }

    /**
     * Starts the options.
     *
     * @param embedDim the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @return a builder
     */
    public static Builder builder(long embedDim, long numHeads) {
        return new Builder(embedDim, numHeads);
    }

    /**
     * Whether attention and encoder modules may take LibTorch's fused operators for inference, as
     * {@code torch.backends.mha.get_fastpath_enabled()}.
     *
     * @return true at first
     */
    public static boolean isFastpathEnabled() {
        return AttentionCalls.isFastpathEnabled();
    }

    /**
     * Lets attention and encoder modules take LibTorch's fused operators for inference, or not, in
     * the whole process.
     *
     * @param enabled whether they may
     */
    public static void setFastpathEnabled(boolean enabled) {
        AttentionCalls.setFastpathEnabled(enabled);
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
        return call(query, key, value, null, true, null, true, false);
    }

    /**
     * Attends, and averages the weights over the heads.
     *
     * @param query the queries
     * @param key the keys
     * @param value the values
     * @param keyPaddingMask the keys that nothing attends to, or null
     * @param needWeights whether the weights are wanted; without them the fastest operator is taken
     * @param attnMask the pairs of query and key that do not attend, or null
     * @return output and weights
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Output call(
            Tensor query,
            Tensor key,
            Tensor value,
            Tensor keyPaddingMask,
            boolean needWeights,
            Tensor attnMask) {
        return call(query, key, value, keyPaddingMask, needWeights, attnMask, true, false);
    }

    /**
     * Computes what {@link #call(Tensor, Tensor, Tensor, Tensor, boolean, Tensor, boolean,
     * boolean)} returns.
     */
    protected Output forward(
            Tensor query,
            Tensor key,
            Tensor value,
            Tensor keyPaddingMask,
            boolean needWeights,
            Tensor attnMask,
            boolean averageAttnWeights,
            boolean isCausal) {
        Masks.warnOfMismatch(keyPaddingMask, "key_padding_mask", attnMask, "attn_mask");
        Tensor[] results =
                computing(
                        () -> readWeights(query, key, value),
                        () ->
                                AttentionCalls.multiheadAttentionForward(
                                        handle(),
                                        query,
                                        key,
                                        value,
                                        keyPaddingMask,
                                        needWeights,
                                        attnMask,
                                        averageAttnWeights,
                                        isCausal));
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
     * Attends. Hooks see the three tensors as the inputs.
     *
     * @param query the queries
     * @param key the keys
     * @param value the values
     * @param keyPaddingMask the keys that nothing attends to, or null
     * @param needWeights whether the weights are wanted; without them the fastest operator is taken
     * @param attnMask the pairs of query and key that do not attend, or null
     * @param averageAttnWeights whether the weights are averaged over the heads
     * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a
     *     wrong one gives wrong results
     * @return output and weights
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Output call(
            Tensor query,
            Tensor key,
            Tensor value,
            Tensor keyPaddingMask,
            boolean needWeights,
            Tensor attnMask,
            boolean averageAttnWeights,
            boolean isCausal) {
        return (Output)
                callWithHooks(
                        inputs ->
                                forward(
                                        (Tensor) inputs[0],
                                        (Tensor) inputs[1],
                                        (Tensor) inputs[2],
                                        keyPaddingMask,
                                        needWeights,
                                        attnMask,
                                        averageAttnWeights,
                                        isCausal),
                        query,
                        key,
                        value);
    }

    /**
     * The features.
     *
     * @return E
     */
    public long embedDim() {
        return options.embedDim;
    }

    /**
     * The heads.
     *
     * @return H
     */
    public long numHeads() {
        return options.numHeads;
    }

    /**
     * Whether the batch comes before the sequence.
     *
     * @return whether it does
     */
    public boolean batchFirst() {
        return options.batchFirst;
    }
}
