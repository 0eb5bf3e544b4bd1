package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * A table of vectors that are looked up by index.
 *
 * <p>Shapes: input (*) of {@code int64} or {@code int32}, weight (V, E), output (*, E).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Embedding.html">torch.nn.Embedding</a>
 */
public final class Embedding extends AbstractEmbedding {
    /** The options of {@link Embedding}. */
    public static final class Builder extends AbstractEmbedding.Builder<Builder> {
        private Builder(long numEmbeddings, long embeddingDim) {
            super(numEmbeddings, embeddingDim);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the padding index is out of range, or the
         *     weight has another shape
         */
        public Embedding build() {
            return new Embedding(this);
        }
    }

    /**
     * Makes a table with Python's defaults.
     *
     * @param numEmbeddings how many vectors, V
     * @param embeddingDim their size, E
     */
    public Embedding(long numEmbeddings, long embeddingDim) {
        this(builder(numEmbeddings, embeddingDim));
    }

    private Embedding(Builder builder) {
        super(builder, "Padding_idx");
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
    public static Embedding fromPretrained(Tensor embeddings) {
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
     * Looks vectors up.
     *
     * @param input indices, (*)
     * @return their vectors, (*, E)
     * @throws org.panamatorch.TorchException if an index is out of range, or the dtype is no
     *     integer
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.embedding(
                input,
                weight(),
                paddingIdx(),
                maxNorm(),
                normType(),
                scalesGradByFreq(),
                isSparse());
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = sizes();
        if (paddingIdx() != null) {
            text.append(", padding_idx=").append(paddingIdx());
        }
        appendNorm(text);
        if (isSparse()) {
            text.append(", sparse=True");
        }
        return text.toString();
    }
}
