package org.panamatorch.nn;

import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.Required;

import java.util.Objects;

/**
 * The options that Transformer modules have in common.
 *
 * @param <B> the builder's own class
 */
public abstract sealed class TransformerLayerBuilder<B extends TransformerLayerBuilder<B>>
        permits TransformerEncoderLayer.Builder,
                TransformerDecoderLayer.Builder,
                Transformer.Builder {
    private static final long DEFAULT_FEEDFORWARD = 2048;
    private static final double DEFAULT_DROPOUT = 0.1;
    private static final double DEFAULT_EPS = 1e-5;

    long dModel;
    long nhead;
    long dimFeedforward = DEFAULT_FEEDFORWARD;
    double dropout = DEFAULT_DROPOUT;
    TransformerActivation activation = TransformerActivation.RELU;
    double layerNormEps = DEFAULT_EPS;
    boolean batchFirst;
    boolean normFirst;
    boolean bias = true;
    TensorOptions options = TensorOptions.DEFAULT;

    TransformerLayerBuilder(long dModel, long nhead) {
        this.dModel = dModel;
        this.nhead = nhead;
    }

    abstract B self();

    /** Takes all common options of another builder. */
    final B like(TransformerLayerBuilder<?> other) {
        dimFeedforward = other.dimFeedforward;
        dropout = other.dropout;
        activation = other.activation;
        layerNormEps = other.layerNormEps;
        batchFirst = other.batchFirst;
        normFirst = other.normFirst;
        bias = other.bias;
        options = other.options;
        return self();
    }

    /** The options of an attention in it. */
    final MultiheadAttention.Builder attention() {
        return MultiheadAttention.builder(dModel, nhead)
                .dropout(dropout)
                .bias(bias)
                .batchFirst(batchFirst)
                .options(options);
    }

    /**
     * The features between the two linear maps; 2048 by default.
     *
     * @param features the number
     * @return this
     */
    public B dimFeedforward(long features) {
        dimFeedforward = features;
        return self();
    }

    /**
     * The probability with which attention weights and features are zeroed in training; 0.1 by
     * default.
     *
     * @param probability from 0 to 1
     * @return this
     */
    public B dropout(double probability) {
        dropout = probability;
        return self();
    }

    /**
     * The function between the two linear maps, by its name; {@code relu} by default.
     *
     * @param name {@code relu} or {@code gelu}
     * @return this
     * @throws org.panamatorch.TorchException if it is another
     */
    public B activation(String name) {
        activation = TransformerActivation.of(name);
        return self();
    }

    /**
     * The function between the two linear maps. If it is a module, it is a part of the layer, named
     * {@code activation}.
     *
     * @param function the function
     * @return this
     */
    public B activation(Layer function) {
        activation =
                TransformerActivation.of(
                        Objects.requireNonNull(
                                function,
                                "activation: argument 'function' is null, expected a function"));
        return self();
    }

    /**
     * What the layer norms add to the variance; 1e-5 by default.
     *
     * @param eps the number
     * @return this
     */
    public B layerNormEps(double eps) {
        layerNormEps = eps;
        return self();
    }

    /**
     * Whether input and output are (batch, sequence, features) instead of (sequence, batch,
     * features); no by default.
     *
     * @param first whether the batch comes first
     * @return this
     */
    public B batchFirst(boolean first) {
        batchFirst = first;
        return self();
    }

    /**
     * Whether the layer norms come before attention and linear maps instead of after them; no by
     * default.
     *
     * @param first whether they come first
     * @return this
     */
    public B normFirst(boolean first) {
        normFirst = first;
        return self();
    }

    /**
     * Whether linear maps and layer norms have biases; yes by default.
     *
     * @param hasBias whether they have
     * @return this
     */
    public B bias(boolean hasBias) {
        bias = hasBias;
        return self();
    }

    /**
     * Dtype and device of the parameters.
     *
     * @param tensorOptions the options
     * @return this
     */
    public B options(TensorOptions tensorOptions) {
        options = Required.present(this, "options", tensorOptions, "the options of a tensor");
        return self();
    }
}
