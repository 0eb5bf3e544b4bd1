package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * A layer of a Transformer's decoder: self-attention, attention to the encoder's output and two
 * linear maps, each with a residual connection and a layer norm.
 *
 * <p>Shapes, with a target of T, a source of S, a batch of N and E features: target and output (T,
 * N, E), memory (S, N, E), or (N, T, E) and (N, S, E) with {@code batchFirst}, or without N. Masks
 * are as in {@link MultiheadAttention}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TransformerDecoderLayer.html">torch.nn.TransformerDecoderLayer</a>
 */
public final class TransformerDecoderLayer extends BinaryModule {
    private final boolean batchFirst;
    private final boolean normFirst;
    private final Layer function;
    private final Module activation;
    private final MultiheadAttention selfAttn;
    private final MultiheadAttention multiheadAttn;
    private final Linear linear1;
    private final Dropout dropout;
    private final Linear linear2;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final LayerNorm norm3;
    private final Dropout dropout1;
    private final Dropout dropout2;
    private final Dropout dropout3;

    /** The options of a {@link TransformerDecoderLayer}. */
    public static final class Builder extends TransformerLayerBuilder<Builder> {
        private Builder(long dModel, long nhead) {
            super(dModel, nhead);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the layer.
         *
         * @return the layer
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public TransformerDecoderLayer build() {
            return new TransformerDecoderLayer(this);
        }

        private Linear linear(long inFeatures, long outFeatures) {
            return Linear.builder(inFeatures, outFeatures).bias(bias).options(options).build();
        }

        private LayerNorm norm() {
            return LayerNorm.builder(dModel).eps(layerNormEps).bias(bias).options(options).build();
        }
    }

    /**
     * Makes a layer with Python's defaults.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @throws org.panamatorch.TorchException if E is no multiple of the heads
     */
    public TransformerDecoderLayer(long dModel, long nhead) {
        this(builder(dModel, nhead));
    }

    private TransformerDecoderLayer(Builder builder) {
        batchFirst = builder.batchFirst;
        normFirst = builder.normFirst;
        function = builder.activation.function();
        double p = builder.dropout;
        selfAttn = register("self_attn", builder.attention().build());
        multiheadAttn = register("multihead_attn", builder.attention().build());
        linear1 = register("linear1", builder.linear(builder.dModel, builder.dimFeedforward));
        dropout = register("dropout", new Dropout(p));
        linear2 = register("linear2", builder.linear(builder.dimFeedforward, builder.dModel));
        norm1 = register("norm1", builder.norm());
        norm2 = register("norm2", builder.norm());
        norm3 = register("norm3", builder.norm());
        dropout1 = register("dropout1", new Dropout(p));
        dropout2 = register("dropout2", new Dropout(p));
        dropout3 = register("dropout3", new Dropout(p));
        activation = builder.activation.module();
        if (activation != null) {
            register("activation", activation);
        }
    }

    /**
     * Starts the options.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @return a builder
     */
    public static Builder builder(long dModel, long nhead) {
        return new Builder(dModel, nhead);
    }

    /**
     * Runs over a target without masks.
     *
     * @param tgt the target
     * @param memory the encoder's output
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor tgt, Tensor memory) {
        return forward(tgt, memory, null, null, null, null, false, false);
    }

    /**
     * Computes what {@link #call(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, boolean, boolean)}
     * returns.
     */
    protected Tensor forward(
            Tensor tgt,
            Tensor memory,
            Tensor tgtMask,
            Tensor memoryMask,
            Tensor tgtKeyPaddingMask,
            Tensor memoryKeyPaddingMask,
            boolean tgtIsCausal,
            boolean memoryIsCausal) {
        if (normFirst) {
            Tensor x = tgt.add(attend(norm1.call(tgt), tgtMask, tgtKeyPaddingMask, tgtIsCausal));
            Tensor y =
                    x.add(
                            attendTo(
                                    memory,
                                    norm2.call(x),
                                    memoryMask,
                                    memoryKeyPaddingMask,
                                    memoryIsCausal));
            return y.add(feedForward(norm3.call(y)));
        }
        Tensor x = norm1.call(tgt.add(attend(tgt, tgtMask, tgtKeyPaddingMask, tgtIsCausal)));
        Tensor y =
                norm2.call(
                        x.add(
                                attendTo(
                                        memory,
                                        x,
                                        memoryMask,
                                        memoryKeyPaddingMask,
                                        memoryIsCausal)));
        return norm3.call(y.add(feedForward(y)));
    }

    /**
     * Runs over a target. Hooks see target and memory as the inputs.
     *
     * @param tgt the target
     * @param memory the encoder's output
     * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T), or null
     * @param memoryMask the pairs of target and memory that do not attend, (T, S) or (N·heads, T,
     *     S), or null
     * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T)
     *     unbatched, or null
     * @param memoryKeyPaddingMask the memory's elements that nothing attends to, (N, S), or (S)
     *     unbatched, or null
     * @param tgtIsCausal a promise that {@code tgtMask} is the causal one
     * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(
            Tensor tgt,
            Tensor memory,
            Tensor tgtMask,
            Tensor memoryMask,
            Tensor tgtKeyPaddingMask,
            Tensor memoryKeyPaddingMask,
            boolean tgtIsCausal,
            boolean memoryIsCausal) {
        return (Tensor)
                callWithHooks(
                        inputs ->
                                forward(
                                        (Tensor) inputs[0],
                                        (Tensor) inputs[1],
                                        tgtMask,
                                        memoryMask,
                                        tgtKeyPaddingMask,
                                        memoryKeyPaddingMask,
                                        tgtIsCausal,
                                        memoryIsCausal),
                        tgt,
                        memory);
    }

    private Tensor attend(Tensor x, Tensor mask, Tensor padding, boolean isCausal) {
        return dropout1.call(selfAttn.call(x, x, x, padding, false, mask, true, isCausal).output());
    }

    private Tensor attendTo(
            Tensor memory, Tensor x, Tensor mask, Tensor padding, boolean isCausal) {
        return dropout2.call(
                multiheadAttn
                        .call(x, memory, memory, padding, false, mask, true, isCausal)
                        .output());
    }

    private Tensor feedForward(Tensor x) {
        Layer active = activation instanceof Layer layer ? layer : function;
        return dropout3.call(linear2.call(dropout.call(active.call(linear1.call(x)))));
    }

    /**
     * The attention to the target.
     *
     * @return the part named {@code self_attn}
     */
    public MultiheadAttention selfAttn() {
        return selfAttn;
    }

    /**
     * The attention to the memory.
     *
     * @return the part named {@code multihead_attn}
     */
    public MultiheadAttention multiheadAttn() {
        return multiheadAttn;
    }

    /**
     * Whether the batch comes before the sequence.
     *
     * @return whether it does
     */
    public boolean batchFirst() {
        return batchFirst;
    }
}
