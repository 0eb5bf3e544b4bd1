package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.print.PythonFormat;

/**
 * What {@link RNN}, {@link LSTM} and {@link GRU} have in common: their options and their printed form.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RNNBase.html">torch.nn.RNNBase</a>
 */
public abstract sealed class RNNBase extends NativeModule permits RNN, LSTM, GRU {
    private static final System.Logger LOGGER = System.getLogger("org.panamatorch.nn");

    private final Builder<?> options;

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
    public abstract static sealed class Builder<B extends Builder<B>> permits RNN.Builder, LSTM.Builder, GRU.Builder {
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
         * Whether input and output are (batch, time, features) instead of (time, batch, features); no by default. States are always
         * (layers, batch, features).
         *
         * @param first whether the batch comes first
         * @return this
         */
        public B batchFirst(boolean first) {
            batchFirst = first;
            return self();
        }

        /**
         * The probability with which outputs of all layers but the last are zeroed in training; 0 by default.
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
            options = tensorOptions;
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
                        options.numLayers,
                        options.bias,
                        options.batchFirst,
                        options.dropout,
                        options.bidirectional,
                        options.projSize,
                        options.options));
        this.options = options;
        if (options.dropout > 0 && options.numLayers == 1) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers"
                            + " greater than 1, but got dropout=" + PythonFormat.repr(options.dropout) + " and num_layers=1");
        }
    }

    final Tensor[] run(Tensor input, Tensor h, Tensor c, int results) {
        return ModuleCalls.rnnForward(handle(), typeName(), input, h, c, results);
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = new StringBuilder().append(options.inputSize).append(", ").append(options.hiddenSize);
        if (options.projSize != 0) {
            text.append(", proj_size=").append(options.projSize);
        }
        if (options.numLayers != 1) {
            text.append(", num_layers=").append(options.numLayers);
        }
        if (!options.bias) {
            text.append(", bias=False");
        }
        if (options.batchFirst) {
            text.append(", batch_first=True");
        }
        if (options.dropout != 0) {
            text.append(", dropout=").append(PythonFormat.repr(options.dropout));
        }
        if (options.bidirectional) {
            text.append(", bidirectional=True");
        }
        return text.toString();
    }
}
