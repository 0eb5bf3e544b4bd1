package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Warnings;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What {@link RNN}, {@link LSTM} and {@link GRU} have in common: their options and their printed
 * form.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RNNBase.html">torch.nn.RNNBase</a>
 */
public abstract sealed class RNNBase extends NativeModule permits RNN, LSTM, GRU {
    private final Mode mode;
    private final long inputSize;
    private final long hiddenSize;
    private final long numLayers;
    private final boolean bias;
    private final boolean batchFirst;
    private final double dropout;
    private final boolean bidirectional;
    private final long projSize;

    /** Which recurrence, with the names that Python gives them. */
    enum Mode {
        RNN_TANH("RNN", PanamaTorch.PT_RNN_TANH()),
        RNN_RELU("RNN", PanamaTorch.PT_RNN_RELU()),
        LSTM("LSTM", PanamaTorch.PT_RNN_LSTM()),
        GRU("GRU", PanamaTorch.PT_RNN_GRU());

        final String type;
        final int code;

        Mode(String type, int code) {
            this.type = type;
            this.code = code;
        }
    }

    /**
     * The options that all of them have.
     *
     * @param <B> the builder's own class
     */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits RNN.Builder, LSTM.Builder, GRU.Builder {
        private final long inputSize;
        private final long hiddenSize;
        private long numLayers = 1;
        private boolean bias = true;
        private boolean batchFirst;
        private double dropout;
        private boolean bidirectional;
        private TensorOptions options = TensorOptions.DEFAULT;
        long projSize;

        Builder(long inputSize, long hiddenSize) {
            this.inputSize = inputSize;
            this.hiddenSize = hiddenSize;
        }

        abstract B self();

        /**
         * How many recurrent layers are stacked; 1 by default.
         *
         * @param layers the number
         * @return this
         */
        public B numLayers(long layers) {
            numLayers = layers;
            return self();
        }

        /**
         * Whether the layers have biases; yes by default.
         *
         * @param hasBias whether they have
         * @return this
         */
        public B bias(boolean hasBias) {
            bias = hasBias;
            return self();
        }

        /**
         * Whether input and output are (batch, time, features) instead of (time, batch, features);
         * no by default. States are always (layers, batch, features).
         *
         * @param first whether the batch comes first
         * @return this
         */
        public B batchFirst(boolean first) {
            batchFirst = first;
            return self();
        }

        /**
         * The probability with which outputs of all layers but the last are zeroed in training; 0
         * by default.
         *
         * @param probability from 0 to 1
         * @return this
         */
        public B dropout(double probability) {
            dropout = probability;
            return self();
        }

        /**
         * Whether a second recurrence runs backwards and is put beside the first; no by default.
         *
         * @param both whether there are two directions
         * @return this
         */
        public B bidirectional(boolean both) {
            bidirectional = both;
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

    RNNBase(Mode mode, Builder<?> options) {
        super(
                ModuleCalls.rnn(
                        mode.type,
                        mode.code,
                        options.inputSize,
                        options.hiddenSize,
                        Checks.layers(options.numLayers, "num_layers"),
                        options.bias,
                        options.batchFirst,
                        options.dropout,
                        options.bidirectional,
                        options.projSize,
                        options.options));
        this.mode = mode;
        this.inputSize = options.inputSize;
        this.hiddenSize = options.hiddenSize;
        this.numLayers = options.numLayers;
        this.bias = options.bias;
        this.batchFirst = options.batchFirst;
        this.dropout = options.dropout;
        this.bidirectional = options.bidirectional;
        this.projSize = options.projSize;
        if (options.dropout > 0 && options.numLayers == 1) {
            Warnings.warn(
                    "dropout option adds dropout after all but last recurrent layer, so non-zero"
                            + " dropout expects num_layers greater than 1, but got dropout="
                            + PythonFormat.repr(options.dropout)
                            + " and num_layers=1");
        }
    }

    @Override
    final NativeHandle createWithoutValues() {
        return ModuleCalls.rnn(
                mode.type,
                mode.code,
                inputSize,
                hiddenSize,
                numLayers,
                bias,
                batchFirst,
                dropout,
                bidirectional,
                projSize,
                WITHOUT_VALUES);
    }

    @Override
    final void converted() {
        if (hasHandle()) {
            flattenParameters();
        }
    }

    final Tensor[] run(Tensor input, Tensor h, Tensor c, int results) {
        return computing(
                this::readWeights,
                () -> ModuleCalls.rnnForward(handle(), typeName(), input, h, c, results));
    }

    final Tensor[] run(PackedSequence input, Tensor h, Tensor c, int results) {
        Objects.requireNonNull(
                input, () -> typeName() + ": argument 'input' is null, expected a packed sequence");
        Tensor[] parts = {
            input.data(), input.batchSizes(), input.sortedIndices(), input.unsortedIndices()
        };
        return computing(
                this::readWeights,
                () -> ModuleCalls.rnnForwardPacked(handle(), typeName(), parts, h, c, results));
    }

    /**
     * Python looks whether a weight has changed, up to the first that has, and then takes all, each
     * time reading twice; the last of the reads is that of the caller.
     */
    private void readWeights() {
        boolean isFirst = true;
        for (String name : parameterNames()) {
            if (parametrizations(name) != null) {
                read(name, isFirst ? 3 : 1);
                isFirst = false;
            }
        }
    }

    /**
     * Lays the parameters on a CUDA device out for cuDNN, where they may be; does nothing
     * elsewhere.
     */
    public final void flattenParameters() {
        ModuleCalls.flattenParameters(handle());
    }

    /** Draws all parameters anew from U(-1/√H, 1/√H). */
    public final void resetParameters() {
        RNNCellBase.reset(this, hiddenSize);
    }

    /**
     * The input's features.
     *
     * @return I
     */
    public final long inputSize() {
        return inputSize;
    }

    /**
     * The state's features.
     *
     * @return H
     */
    public final long hiddenSize() {
        return hiddenSize;
    }

    /**
     * How many layers are stacked.
     *
     * @return the number
     */
    public final long numLayers() {
        return numLayers;
    }

    /**
     * Whether the layers have biases.
     *
     * @return whether they have
     */
    public final boolean bias() {
        return bias;
    }

    /**
     * Whether the batch comes before the time.
     *
     * @return whether it does
     */
    public final boolean batchFirst() {
        return batchFirst;
    }

    /**
     * The probability of dropout between the layers.
     *
     * @return from 0 to 1
     */
    public final double dropout() {
        return dropout;
    }

    /**
     * Whether there is a second recurrence that runs backwards.
     *
     * @return whether there is
     */
    public final boolean bidirectional() {
        return bidirectional;
    }

    /**
     * The size to which an LSTM's hidden state is projected.
     *
     * @return the features, 0 without a projection
     */
    public final long projSize() {
        return projSize;
    }

    /**
     * The parameters, layer by layer and direction by direction.
     *
     * @return a list of lists, each such as weight_ih, weight_hh, bias_ih, bias_hh
     */
    public final List<List<Tensor>> allWeights() {
        List<Tensor> flat = parameterNames().stream().map(this::attribute).toList();
        int each = (bias ? 4 : 2) + (projSize > 0 ? 1 : 0);
        List<List<Tensor>> weights = new ArrayList<>();
        for (int i = 0; i < flat.size(); i += each) {
            weights.add(flat.subList(i, i + each));
        }
        return weights;
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = new StringBuilder().append(inputSize).append(", ").append(hiddenSize);
        if (projSize != 0) {
            text.append(", proj_size=").append(projSize);
        }
        if (numLayers != 1) {
            text.append(", num_layers=").append(numLayers);
        }
        if (!bias) {
            text.append(", bias=False");
        }
        if (batchFirst) {
            text.append(", batch_first=True");
        }
        if (dropout != 0) {
            text.append(", dropout=").append(PythonFormat.repr(dropout));
        }
        if (bidirectional) {
            text.append(", bidirectional=True");
        }
        return text.toString();
    }
}
