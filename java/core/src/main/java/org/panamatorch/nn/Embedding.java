package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.print.PythonFormat;

/**
 * A table of vectors that are looked up by index.
 *
 * <p>Shapes: input (*) of {@code int64} or {@code int32}, weight (V, E), output (*, E).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Embedding.html">torch.nn.Embedding</a>
 */
public final class Embedding extends Module implements Layer {
    // What ATen takes for "none".
    private static final long NO_PADDING = -1;

    private final long numEmbeddings;
    private final long embeddingDim;
    private final Long paddingIdx;
    private final Double maxNorm;
    private final double normType;
    private final boolean scaleGradByFreq;
    private final boolean sparse;
    private final Tensor weight;

    /** The options of an embedding. */
    public static final class Builder {
        private final long numEmbeddings;
        private final long embeddingDim;
        private Long paddingIdx;
        private Double maxNorm;
        private double normType = 2;
        private boolean scaleGradByFreq;
        private boolean sparse;
        private Tensor weight;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder(long numEmbeddings, long embeddingDim) {
            this.numEmbeddings = numEmbeddings;
            this.embeddingDim = embeddingDim;
        }

        /**
         * The index whose vector starts as zero and gets no gradient; none by default.
         *
         * @param index the index; negative ones count from the end
         * @return this
         */
        public Builder paddingIdx(long index) {
            paddingIdx = index;
            return this;
        }

        /**
         * The norm to which longer vectors are cut, in place, when they are looked up; none by default.
         *
         * @param norm the norm
         * @return this
         */
        public Builder maxNorm(double norm) {
            maxNorm = norm;
            return this;
        }

        /**
         * The p of the norm for {@link #maxNorm}; 2 by default.
         *
         * @param p the p
         * @return this
         */
        public Builder normType(double p) {
            normType = p;
            return this;
        }

        /**
         * Whether gradients are divided by how often the index occurs in the batch; no by default.
         *
         * @param scale whether they are
         * @return this
         */
        public Builder scaleGradByFreq(boolean scale) {
            scaleGradByFreq = scale;
            return this;
        }

        /**
         * Whether the weight's gradient is a sparse tensor; no by default.
         *
         * @param isSparse whether it is
         * @return this
         */
        public Builder sparse(boolean isSparse) {
            sparse = isSparse;
            return this;
        }

        /**
         * The weight to start from instead of a random one.
         *
         * @param pretrained (V, E)
         * @return this
         */
        public Builder weight(Tensor pretrained) {
            weight = pretrained;
            return this;
        }

        /**
         * The weight's dtype and device.
         *
         * @param tensorOptions the options
         * @return this
         */
        public Builder options(TensorOptions tensorOptions) {
            options = tensorOptions;
            return this;
        }

        /**
         * Makes the embedding.
         *
         * @return the module
         * @throws IllegalArgumentException if the padding index is out of range, or the weight has another shape
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
        numEmbeddings = builder.numEmbeddings;
        embeddingDim = builder.embeddingDim;
        paddingIdx = wrapped(builder.paddingIdx);
        maxNorm = builder.maxNorm;
        normType = builder.normType;
        scaleGradByFreq = builder.scaleGradByFreq;
        sparse = builder.sparse;
        weight = registerParameter("weight", builder.weight == null ? randomWeight(builder.options) : given(builder.weight));
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

    private Long wrapped(Long index) {
        if (index == null) {
            return null;
        }
        if (index >= numEmbeddings || index < -numEmbeddings) {
            throw new IllegalArgumentException(
                    "Embedding: padding_idx must be within num_embeddings, but got " + index + " of " + numEmbeddings);
        }
        return index < 0 ? index + numEmbeddings : index;
    }

    private Tensor randomWeight(TensorOptions options) {
        Tensor made = Torch.empty(new long[] {numEmbeddings, embeddingDim}, options).normal_();
        if (paddingIdx != null) {
            try (Tensor row = made.select(0, paddingIdx)) {
                row.fill_(0);
            }
        }
        return made;
    }

    private Tensor given(Tensor pretrained) {
        if (pretrained.dim() != 2 || pretrained.size(0) != numEmbeddings || pretrained.size(1) != embeddingDim) {
            throw new IllegalArgumentException(
                    "Embedding: the weight has the shape " + pretrained.shape() + ", expected [" + numEmbeddings + ", "
                            + embeddingDim + "]");
        }
        return pretrained;
    }

    /**
     * Looks vectors up.
     *
     * @param input indices, (*)
     * @return their vectors, (*, E)
     * @throws org.panamatorch.TorchException if an index is out of range, or the dtype is no integer
     */
    @Override
    public Tensor forward(Tensor input) {
        if (maxNorm != null) {
            try (Tensor indices = input.contiguous(); Tensor table = weight.detach()) {
                Torch.embeddingRenorm_(table, indices, maxNorm, normType);
            }
        }
        return Torch.embedding(weight, input, paddingIdx == null ? NO_PADDING : paddingIdx, scaleGradByFreq, sparse);
    }

    /**
     * The table.
     *
     * @return (V, E)
     */
    public Tensor weight() {
        return weight;
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = new StringBuilder().append(numEmbeddings).append(", ").append(embeddingDim);
        if (paddingIdx != null) {
            text.append(", padding_idx=").append(paddingIdx);
        }
        if (maxNorm != null) {
            text.append(", max_norm=").append(PythonFormat.repr(maxNorm));
        }
        if (normType != 2) {
            text.append(", norm_type=").append(PythonFormat.repr(normType));
        }
        if (scaleGradByFreq) {
            text.append(", scale_grad_by_freq=True");
        }
        if (sparse) {
            text.append(", sparse=True");
        }
        return text.toString();
    }
}
