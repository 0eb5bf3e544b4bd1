package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/** What tables of vectors that are looked up by index have in common. */
abstract class AbstractEmbedding extends UnaryModule {
    private static final String WEIGHT = "weight";

    private final long numEmbeddings;
    private final long embeddingDim;
    private final Long paddingIdx;
    private final Number maxNorm;
    private final Number normType;
    private final boolean scaleGradByFreq;
    private final boolean sparse;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final long numEmbeddings;
        private final long embeddingDim;
        private Long paddingIdx;
        private Number maxNorm;
        private Number normType = 2.0;
        private boolean scaleGradByFreq;
        private boolean sparse;
        private Tensor weight;
        private boolean freeze;
        private TensorOptions options = TensorOptions.DEFAULT;

        Builder(long numEmbeddings, long embeddingDim) {
            this.numEmbeddings = numEmbeddings;
            this.embeddingDim = embeddingDim;
        }

        abstract B self();

        /**
         * The index whose vector starts as zero and gets no gradient, and is left out of bags; none
         * by default.
         *
         * @param index the index; negative ones count from the end
         * @return this
         */
        public B paddingIdx(long index) {
            paddingIdx = index;
            return self();
        }

        /**
         * The norm to which longer vectors are cut, in place, when they are looked up; none by
         * default.
         *
         * @param norm the norm
         * @return this
         */
        public B maxNorm(Number norm) {
            maxNorm = Required.realOrNull(this, "maxNorm", norm);
            return self();
        }

        /**
         * The p of the norm for {@code maxNorm}; 2 by default.
         *
         * @param p the p
         * @return this
         */
        public B normType(Number p) {
            normType = Required.real(this, "normType", p);
            return self();
        }

        /**
         * Whether gradients are divided by how often the index occurs in the batch; no by default.
         *
         * @param scale whether they are
         * @return this
         */
        public B scaleGradByFreq(boolean scale) {
            scaleGradByFreq = scale;
            return self();
        }

        /**
         * Whether the weight's gradient is a sparse tensor; no by default.
         *
         * @param isSparse whether it is
         * @return this
         */
        public B sparse(boolean isSparse) {
            sparse = isSparse;
            return self();
        }

        /**
         * The weight to start from instead of a random one.
         *
         * @param pretrained (V, E), whose elements the parameter shares
         * @return this
         */
        public B weight(Tensor pretrained) {
            weight = pretrained;
            return self();
        }

        /**
         * Whether the weight is not trained; it is by default.
         *
         * @param stays whether it stays as it is
         * @return this
         */
        public B freeze(boolean stays) {
            freeze = stays;
            return self();
        }

        /**
         * The weight's dtype and device.
         *
         * @param tensorOptions the options
         * @return this
         */
        public B options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return self();
        }
    }

    /**
     * Makes the table.
     *
     * @param paddingName what the error about the padding index calls it
     */
    AbstractEmbedding(Builder<?> builder, String paddingName) {
        numEmbeddings = builder.numEmbeddings;
        embeddingDim = builder.embeddingDim;
        paddingIdx =
                builder.paddingIdx == null
                        ? null
                        : (Long) Checks.paddingIdx(builder.paddingIdx, numEmbeddings, paddingName);
        maxNorm = builder.maxNorm;
        normType = builder.normType;
        scaleGradByFreq = builder.scaleGradByFreq;
        sparse = builder.sparse;
        if (builder.weight == null) {
            Tensor table = Torch.empty(new long[] {numEmbeddings, embeddingDim}, builder.options);
            registerParameter(WEIGHT, table, !builder.freeze);
            resetParameters();
        } else {
            registerParameter(WEIGHT, given(builder.weight), !builder.freeze);
        }
    }

    private Tensor given(Tensor pretrained) {
        if (pretrained.dim() != 2
                || pretrained.size(0) != numEmbeddings
                || pretrained.size(1) != embeddingDim) {
            throw Checks.value("Shape of weight does not match num_embeddings and embedding_dim");
        }
        return pretrained.detach();
    }

    static void requireMatrix(Tensor embeddings) {
        if (Required.tensor("fromPretrained", "embeddings", embeddings).dim() != 2) {
            throw Checks.value("Embeddings parameter is expected to be 2-dimensional");
        }
    }

    /** Draws new initial values. */
    public final void resetParameters() {
        Init.normal_(weight());
        if (paddingIdx != null) {
            try (Tensor plain = weight().detach();
                    Tensor row = plain.select(0, paddingIdx)) {
                row.fill_(0);
            }
        }
    }

    /**
     * The table.
     *
     * @return (V, E)
     */
    public final Tensor weight() {
        return parameter(WEIGHT);
    }

    final Long paddingIdx() {
        return paddingIdx;
    }

    final Double maxNorm() {
        return maxNorm == null ? null : maxNorm.doubleValue();
    }

    final double normType() {
        return normType.doubleValue();
    }

    final boolean scalesGradByFreq() {
        return scaleGradByFreq;
    }

    final boolean isSparse() {
        return sparse;
    }

    final StringBuilder sizes() {
        return new StringBuilder().append(numEmbeddings).append(", ").append(embeddingDim);
    }

    final void appendNorm(StringBuilder text) {
        if (maxNorm != null) {
            text.append(", max_norm=").append(PythonFormat.repr(maxNorm));
        }
        if (normType.doubleValue() != 2) {
            text.append(", norm_type=").append(PythonFormat.repr(normType));
        }
        if (scaleGradByFreq) {
            text.append(", scale_grad_by_freq=True");
        }
    }
}
