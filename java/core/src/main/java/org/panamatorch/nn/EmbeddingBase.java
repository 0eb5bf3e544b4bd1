package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

/** The base of tables of vectors that are looked up by index. */
public abstract sealed class EmbeddingBase extends UnaryModule permits Embedding, EmbeddingBag {
    private static final String WEIGHT = "weight";

    private final long numEmbeddings;
    private final long embeddingDim;

    EmbeddingBase(long numEmbeddings, long embeddingDim) {
        this.numEmbeddings = numEmbeddings;
        this.embeddingDim = embeddingDim;
    }

    /** Makes the table of a random weight, or of one that is given. */
    final void registerWeight(Tensor pretrained, boolean freeze, TensorOptions place) {
        if (pretrained == null) {
            Tensor table = Torch.empty(new long[] {numEmbeddings, embeddingDim}, place);
            registerParameter(WEIGHT, table, !freeze);
            resetParameters();
        } else {
            registerParameter(WEIGHT, given(pretrained), !freeze);
        }
    }

    /** The index of the padding, counted from the start, or null. */
    abstract Long paddingIdx();

    /**
     * An index of the padding, counted from the start.
     *
     * @param name what the error about it calls it
     */
    final Long counted(Long paddingIdx, String name) {
        return paddingIdx == null
                ? null
                : (Long) Checks.paddingIdx(paddingIdx, numEmbeddings, name);
    }

    private Tensor given(Tensor pretrained) {
        if (pretrained.dim() != 2
                || pretrained.size(0) != numEmbeddings
                || pretrained.size(1) != embeddingDim) {
            throw Checks.value("Shape of weight does not match num_embeddings and embedding_dim");
        }
        return pretrained.detach();
    }

    static Tensor matrix(Tensor embeddings) {
        if (Required.tensor("fromPretrained", "embeddings", embeddings).dim() != 2) {
            throw Checks.value("Embeddings parameter is expected to be 2-dimensional");
        }
        return embeddings;
    }

    /** Draws new initial values. */
    public final void resetParameters() {
        Init.normal_(weight());
        if (paddingIdx() != null) {
            try (Tensor plain = weight().detach();
                    Tensor row = plain.select(0, paddingIdx())) {
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

    @Override
    protected String extraRepr() {
        return numEmbeddings + ", " + embeddingDim;
    }
}
