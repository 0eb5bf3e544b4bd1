package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.Required;

/**
 * A Transformer: an encoder, and a decoder that attends to the encoder's output.
 *
 * <p>Shapes, with a source of S, a target of T, a batch of N and E features: source (S, N, E),
 * target and output (T, N, E), or (N, S, E) and (N, T, E) with {@code batchFirst}, or without N.
 * Masks are as in {@link MultiheadAttention}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Transformer.html">torch.nn.Transformer</a>
 */
public final class Transformer extends BinaryModule {
    private static final long DEFAULT_MODEL = 512;
    private static final long DEFAULT_HEADS = 8;

    private final long dModel;
    private final long nhead;
    private final boolean batchFirst;
    private final TransformerEncoder encoder;
    private final TransformerDecoder decoder;

    /** The options of a {@link Transformer}. */
    public static final class Builder extends TransformerLayerBuilder<Builder> {
        private static final long DEFAULT_LAYERS = 6;

        private long numEncoderLayers = DEFAULT_LAYERS;
        private long numDecoderLayers = DEFAULT_LAYERS;
        private TransformerEncoder customEncoder;
        private TransformerDecoder customDecoder;

        private Builder(long dModel, long nhead) {
            super(dModel, nhead);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * The features, E; 512 by default.
         *
         * @param features the number, a multiple of the heads
         * @return this
         */
        public Builder dModel(long features) {
            dModel = features;
            return this;
        }

        /**
         * The heads; 8 by default.
         *
         * @param heads the number
         * @return this
         */
        public Builder nhead(long heads) {
            nhead = heads;
            return this;
        }

        /**
         * How many layers the encoder has; 6 by default.
         *
         * @param layers the number
         * @return this
         */
        public Builder numEncoderLayers(long layers) {
            numEncoderLayers = layers;
            return this;
        }

        /**
         * How many layers the decoder has; 6 by default.
         *
         * @param layers the number
         * @return this
         */
        public Builder numDecoderLayers(long layers) {
            numDecoderLayers = layers;
            return this;
        }

        /**
         * The encoder, instead of one made of these options. Its matrices are drawn anew.
         *
         * @param encoder the module itself, not a copy
         * @return this
         */
        public Builder customEncoder(TransformerEncoder encoder) {
            customEncoder = encoder;
            return this;
        }

        /**
         * The decoder, instead of one made of these options. Its matrices are drawn anew.
         *
         * @param decoder the module itself, not a copy
         * @return this
         */
        public Builder customDecoder(TransformerDecoder decoder) {
            customDecoder = decoder;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public Transformer build() {
            return new Transformer(this);
        }

        private TransformerEncoder encoder() {
            if (customEncoder != null) {
                return customEncoder;
            }
            TransformerEncoderLayer layer =
                    TransformerEncoderLayer.builder(dModel, nhead).like(this).build();
            return TransformerEncoder.builder(layer, numEncoderLayers).norm(norm()).build();
        }

        private TransformerDecoder decoder() {
            if (customDecoder != null) {
                return customDecoder;
            }
            TransformerDecoderLayer layer =
                    TransformerDecoderLayer.builder(dModel, nhead).like(this).build();
            return new TransformerDecoder(layer, numDecoderLayers, norm());
        }

        private LayerNorm norm() {
            return LayerNorm.builder(dModel).eps(layerNormEps).bias(bias).options(options).build();
        }
    }

    /** Makes a Transformer with Python's defaults: 512 features, 8 heads, 6 layers each. */
    public Transformer() {
        this(builder());
    }

    private Transformer(Builder builder) {
        encoder = register("encoder", builder.encoder());
        decoder = register("decoder", builder.decoder());
        dModel = builder.dModel;
        nhead = builder.nhead;
        batchFirst = builder.batchFirst;
        for (Tensor parameter : parameters()) {
            if (parameter.dim() > 1) {
                Init.xavierUniform_(parameter);
            }
        }
    }

    /**
     * Starts the options with Python's defaults: 512 features, 8 heads.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(DEFAULT_MODEL, DEFAULT_HEADS);
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
     * The mask that keeps every element from attending to later ones: minus infinity above the
     * diagonal, zero elsewhere.
     *
     * @param size the length of the sequence
     * @return a new tensor of the default dtype, (size, size)
     */
    public static Tensor generateSquareSubsequentMask(long size) {
        return generateSquareSubsequentMask(size, TensorOptions.DEFAULT);
    }

    /**
     * The mask that keeps every element from attending to later ones: minus infinity above the
     * diagonal, zero elsewhere.
     *
     * @param size the length of the sequence
     * @param options dtype and device
     * @return a new tensor, (size, size)
     */
    public static Tensor generateSquareSubsequentMask(long size, TensorOptions options) {
        return Masks.causal(size, options);
    }

    /**
     * Runs without masks.
     *
     * @param src the source
     * @param tgt the target
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor src, Tensor tgt) {
        return forward(src, tgt, null, null, null, null, null, null, null, null, false);
    }

    /**
     * Runs without key padding masks.
     *
     * @param src the source
     * @param tgt the target
     * @param srcMask the pairs in the source that do not attend, (S, S) or (N·heads, S, S), or null
     * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T), or null
     * @param memoryMask the pairs of target and source that do not attend, (T, S) or (N·heads, T,
     *     S), or null
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(Tensor src, Tensor tgt, Tensor srcMask, Tensor tgtMask, Tensor memoryMask) {
        return call(src, tgt, srcMask, tgtMask, memoryMask, null, null, null, null, null, false);
    }

    /**
     * Runs. Hooks see source and target as the inputs.
     *
     * @param src the source
     * @param tgt the target
     * @param srcMask the pairs in the source that do not attend, or null
     * @param tgtMask the pairs in the target that do not attend, or null
     * @param memoryMask the pairs of target and source that do not attend, or null
     * @param srcKeyPaddingMask the source's elements that its own do not attend to, (N, S), or (S)
     *     unbatched, or null
     * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T)
     *     unbatched, or null
     * @param memoryKeyPaddingMask the source's elements that the target does not attend to, (N, S),
     *     or (S), or null
     * @param srcIsCausal whether {@code srcMask} is the causal one, or null to find out by
     *     comparing
     * @param tgtIsCausal whether {@code tgtMask} is the causal one, or null to find out by
     *     comparing
     * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(
            Tensor src,
            Tensor tgt,
            Tensor srcMask,
            Tensor tgtMask,
            Tensor memoryMask,
            Tensor srcKeyPaddingMask,
            Tensor tgtKeyPaddingMask,
            Tensor memoryKeyPaddingMask,
            Boolean srcIsCausal,
            Boolean tgtIsCausal,
            boolean memoryIsCausal) {
        return (Tensor)
                callWithHooks(
                        inputs ->
                                forward(
                                        (Tensor) inputs[0],
                                        (Tensor) inputs[1],
                                        srcMask,
                                        tgtMask,
                                        memoryMask,
                                        srcKeyPaddingMask,
                                        tgtKeyPaddingMask,
                                        memoryKeyPaddingMask,
                                        srcIsCausal,
                                        tgtIsCausal,
                                        memoryIsCausal),
                        src,
                        tgt);
    }

    /**
     * Computes what {@link #call(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor,
     * Boolean, Boolean, boolean)} returns.
     */
    protected Tensor forward(
            Tensor src,
            Tensor tgt,
            Tensor srcMask,
            Tensor tgtMask,
            Tensor memoryMask,
            Tensor srcKeyPaddingMask,
            Tensor tgtKeyPaddingMask,
            Tensor memoryKeyPaddingMask,
            Boolean srcIsCausal,
            Boolean tgtIsCausal,
            boolean memoryIsCausal) {
        Required.tensor(Transformer.class, "src", src);
        Required.tensor(Transformer.class, "tgt", tgt);
        int batchDim = batchFirst ? 0 : 1;
        if (src.dim() == 3 && src.size(batchDim) != tgt.size(batchDim)) {
            throw Checks.runtime("the batch number of src and tgt must be equal");
        }
        if (src.size(-1) != dModel || tgt.size(-1) != dModel) {
            throw Checks.runtime("the feature number of src and tgt must be equal to d_model");
        }
        Tensor memory = encoder.call(src, srcMask, srcKeyPaddingMask, srcIsCausal);
        return decoder.call(
                tgt,
                memory,
                tgtMask,
                memoryMask,
                tgtKeyPaddingMask,
                memoryKeyPaddingMask,
                tgtIsCausal,
                memoryIsCausal);
    }

    /**
     * The encoder.
     *
     * @return the part named {@code encoder}
     */
    public TransformerEncoder encoder() {
        return encoder;
    }

    /**
     * The decoder.
     *
     * @return the part named {@code decoder}
     */
    public TransformerDecoder decoder() {
        return decoder;
    }

    /**
     * The features.
     *
     * @return E
     */
    public long dModel() {
        return dModel;
    }

    /**
     * The heads.
     *
     * @return the number
     */
    public long nhead() {
        return nhead;
    }
}
