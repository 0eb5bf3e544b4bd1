package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.sparse.Embeddings;
import org.panamatorch.internal.nn.sparse.SparseSpecs.EmbeddingBagFromPretrainedSpec;
import org.panamatorch.internal.nn.sparse.SparseSpecs.EmbeddingBagSpec;

import java.util.function.Consumer;

/**
 * A table of vectors of which bags are looked up by index: their sums, means or maxima.
 *
 * <p>Shapes: input (B, N), or (N) beside offsets (B), of {@code int64} or {@code int32}, weight (V,
 * E), output (B, E). An index that is negative or beyond V is refused.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.EmbeddingBag.html">torch.nn.EmbeddingBag</a>
 */
public final class EmbeddingBag extends EmbeddingBase implements BinaryLayer {
    private final EmbeddingBagSpec options;

    /**
     * Makes a table with the defaults.
     *
     * @param numEmbeddings how many vectors, V
     * @param embeddingDim their size, E
     */
    public EmbeddingBag(long numEmbeddings, long embeddingDim) {
        this(numEmbeddings, embeddingDim, EmbeddingBagOptions.defaults(), false);
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
    public EmbeddingBag(
            long numEmbeddings, long embeddingDim, Consumer<? super EmbeddingBagOptions> options) {
        this(numEmbeddings, embeddingDim, EmbeddingBagOptions.of(options, "EmbeddingBag"), false);
    }

    private EmbeddingBag(
            long numEmbeddings, long embeddingDim, EmbeddingBagSpec options, boolean freeze) {
        super(numEmbeddings, embeddingDim);
        this.options = options.kept(counted(options.paddingIdx(), "padding_idx"));
        registerWeight(options.weight(), freeze, options.parameters());
    }

    /**
     * Makes a table of given vectors, which are not trained.
     *
     * @param embeddings the vectors, (V, E), whose elements the parameter shares
     * @return the module
     * @throws org.panamatorch.TorchException if it is no matrix
     */
    public static EmbeddingBag fromPretrained(Tensor embeddings) {
        return pretrained(embeddings, EmbeddingBagFromPretrainedOptions.defaults());
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
    public static EmbeddingBag fromPretrained(
            Tensor embeddings, Consumer<? super EmbeddingBagFromPretrainedOptions> options) {
        return pretrained(
                embeddings, EmbeddingBagFromPretrainedOptions.of(options, "fromPretrained"));
    }

    private static EmbeddingBag pretrained(
            Tensor embeddings, EmbeddingBagFromPretrainedSpec options) {
        Tensor table = matrix(embeddings);
        return new EmbeddingBag(
                table.size(0),
                table.size(1),
                new EmbeddingBagSpec(
                        options.maxNorm(),
                        options.normType(),
                        options.scaleGradByFreq(),
                        options.mode(),
                        options.sparse(),
                        table,
                        options.includeLastOffset(),
                        options.paddingIdx(),
                        TensorOptions.DEFAULT),
                options.freeze());
    }

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
        return callWithHooks((values, starts) -> forward(values, starts, null), input, offsets);
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
        return callWithHooks(this::forward, input, offsets, perSampleWeights);
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor)} returns. */
    Tensor forward(Tensor input, Tensor offsets, Tensor perSampleWeights) {
        return Embeddings.embeddingBag(
                input, weight(), options.function(offsets, perSampleWeights));
    }

    @Override
    Long paddingIdx() {
        return options.paddingIdx();
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + EmbeddingBagOptions.printed(options);
    }
}
