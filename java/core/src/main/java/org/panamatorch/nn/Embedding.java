package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.sparse.Embeddings;
import org.panamatorch.internal.nn.sparse.SparseSpecs.EmbeddingFromPretrainedSpec;
import org.panamatorch.internal.nn.sparse.SparseSpecs.EmbeddingSpec;

import java.util.function.Consumer;

/**
 * A table of vectors that are looked up by index.
 *
 * <p>Shapes: input (*) of {@code int64} or {@code int32}, weight (V, E), output (*, E). An index
 * that is negative or beyond V is refused.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Embedding.html">torch.nn.Embedding</a>
 */
public final class Embedding extends EmbeddingBase {
    private final EmbeddingSpec options;

    /**
     * Makes a table with the defaults.
     *
     * @param numEmbeddings how many vectors, V
     * @param embeddingDim their size, E
     */
    public Embedding(long numEmbeddings, long embeddingDim) {
        this(numEmbeddings, embeddingDim, EmbeddingOptions.defaults());
    }

    /**
     * Makes a table.
     *
     * @param numEmbeddings how many vectors, V
     * @param embeddingDim their size, E
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the padding index is out of range, or the weight
     *     has another shape
     */
    public Embedding(
            long numEmbeddings, long embeddingDim, Consumer<? super EmbeddingOptions> options) {
        this(numEmbeddings, embeddingDim, EmbeddingOptions.of(options, "Embedding"));
    }

    private Embedding(long numEmbeddings, long embeddingDim, EmbeddingSpec options) {
        super(numEmbeddings, embeddingDim);
        this.options = options.kept(counted(options.paddingIdx(), "Padding_idx"));
        registerWeight(options.weight(), options.freeze(), options.parameters());
    }

    /**
     * Makes a table of given vectors, which are not trained.
     *
     * @param embeddings the vectors, (V, E), whose elements the parameter shares
     * @return the module
     * @throws org.panamatorch.TorchException if it is no matrix
     */
    public static Embedding fromPretrained(Tensor embeddings) {
        return pretrained(embeddings, EmbeddingFromPretrainedOptions.defaults());
    }

    /**
     * Makes a table of given vectors.
     *
     * @param embeddings the vectors, (V, E), whose elements the parameter shares
     * @param options sets what is not to be as by default
     * @return the module
     * @throws org.panamatorch.TorchException if it is no matrix, or the padding index is out of
     *     range
     */
    public static Embedding fromPretrained(
            Tensor embeddings, Consumer<? super EmbeddingFromPretrainedOptions> options) {
        return pretrained(embeddings, EmbeddingFromPretrainedOptions.of(options, "fromPretrained"));
    }

    private static Embedding pretrained(Tensor embeddings, EmbeddingFromPretrainedSpec options) {
        Tensor table = matrix(embeddings);
        return new Embedding(
                table.size(0),
                table.size(1),
                new EmbeddingSpec(
                        options.paddingIdx(),
                        options.maxNorm(),
                        options.normType(),
                        options.scaleGradByFreq(),
                        options.sparse(),
                        table,
                        options.freeze(),
                        TensorOptions.DEFAULT));
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Embeddings.embedding(input, weight(), options.function());
    }

    @Override
    Long paddingIdx() {
        return options.paddingIdx();
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + EmbeddingOptions.printed(options);
    }
}
