package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.EmbeddingBagMode;

/**
 * A table of vectors of which bags are looked up by index: their sums, means or maxima.
 *
 * <p>Shapes: input (B, N), or (N) beside offsets (B), of {@code int64} or {@code int32}, weight (V,
 * E), output (B, E).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.EmbeddingBag.html">torch.nn.EmbeddingBag</a>
 */
public final class EmbeddingBag extends AbstractEmbedding implements BinaryLayer {
    private final EmbeddingBagMode mode;
    private final boolean includeLastOffset;

    /** The options of {@link EmbeddingBag}. */
    public static final class Builder extends AbstractEmbedding.Builder<Builder> {
        private EmbeddingBagMode mode = EmbeddingBagMode.MEAN;
        private boolean includeLastOffset;

        private Builder(long numEmbeddings, long embeddingDim) {
            super(numEmbeddings, embeddingDim);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * What is made of the vectors of a bag; the mean by default.
         *
         * @param kind what
         * @return this
         */
        public Builder mode(EmbeddingBagMode kind) {
            mode = Required.present(this, "mode", kind, "a mode");
            return this;
        }

        /**
         * Whether the offsets end with the number of indices; no by default.
         *
         * @param ends whether they do
         * @return this
         */
        public Builder includeLastOffset(boolean ends) {
            includeLastOffset = ends;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the padding index is out of range, or the
         *     weight has another shape
         */
        public EmbeddingBag build() {
            return new EmbeddingBag(this);
        }
    }

    /**
     * Makes a table with Python's defaults.
     *
     * @param numEmbeddings how many vectors, V
     * @param embeddingDim their size, E
     */
    public EmbeddingBag(long numEmbeddings, long embeddingDim) {
        this(builder(numEmbeddings, embeddingDim));
    }

    private EmbeddingBag(Builder builder) {
        super(builder, "padding_idx");
        mode = builder.mode;
        includeLastOffset = builder.includeLastOffset;
    }

    /**
     * Starts the options.
     *
     * @param numEmbeddings how many vectors, V
     * @param embeddingDim their size, E
     * @return a builder
     */
    public static Builder builder(long numEmbeddings, long embeddingDim) {
        return new Builder(numEmbeddings, embeddingDim);
    }

    /**
     * Makes a table of given vectors, which are not trained.
     *
     * @param embeddings the vectors, (V, E), whose elements the parameter shares
     * @return the module
     * @throws org.panamatorch.TorchException if it is no matrix
     */
    public static EmbeddingBag fromPretrained(Tensor embeddings) {
        return pretrained(embeddings).build();
    }

    /**
     * Starts the options of a table of given vectors, which are not trained by default.
     *
     * @param embeddings the vectors, (V, E), whose elements the parameter shares
     * @return a builder
     * @throws org.panamatorch.TorchException if it is no matrix
     */
    public static Builder pretrained(Tensor embeddings) {
        requireMatrix(embeddings);
        return builder(embeddings.size(0), embeddings.size(1)).weight(embeddings).freeze(true);
    }

    /**
     * Looks bags of one size up.
     *
     * @param input indices, (B, N)
     * @return a vector a bag, (B, E)
     * @throws org.panamatorch.TorchException if an index is out of range, or the shape does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return forward(input, null, null);
    }

    /**
     * Looks bags up.
     *
     * @param input indices, (N)
     * @param offsets where the bags start, (B)
     * @return a vector a bag, (B, E)
     * @throws org.panamatorch.TorchException if an index is out of range, or shapes do not fit
     */
    @Override
    public Tensor call(Tensor input, Tensor offsets) {
        return (Tensor)
                callWithHooks(
                        inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1], null),
                        input,
                        offsets);
    }

    /**
     * Looks bags up and weighs their vectors.
     *
     * @param input indices, (B, N), or (N) beside offsets
     * @param offsets where the bags start, (B), or null
     * @param perSampleWeights factors of the vectors, of the input's shape, for sums only, or null
     * @return a vector a bag, (B, E)
     * @throws org.panamatorch.TorchException if an index is out of range, or shapes do not fit
     */
    public Tensor call(Tensor input, Tensor offsets, Tensor perSampleWeights) {
        return (Tensor)
                callWithHooks(
                        inputs ->
                                forward((Tensor) inputs[0], (Tensor) inputs[1], (Tensor) inputs[2]),
                        input,
                        offsets,
                        perSampleWeights);
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor)} returns. */
    protected Tensor forward(Tensor input, Tensor offsets, Tensor perSampleWeights) {
        return Functional.embeddingBag(
                input,
                weight(),
                offsets,
                maxNorm(),
                normType(),
                scalesGradByFreq(),
                mode,
                isSparse(),
                perSampleWeights,
                includeLastOffset,
                paddingIdx());
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = sizes();
        appendNorm(text);
        text.append(", mode=").append(PythonFormat.repr(mode.toString()));
        if (paddingIdx() != null) {
            text.append(", padding_idx=").append(paddingIdx());
        }
        return text.toString();
    }
}
