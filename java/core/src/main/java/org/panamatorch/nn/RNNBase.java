package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Warnings;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.recurrent.Recurrence;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.Nonlinearity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The base of {@link RNN}, {@link LSTM} and {@link GRU}: their options and their printed form.
 *
 * @param <S> the class that extends this one
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RNNBase.html">torch.nn.RNNBase</a>
 */
public abstract sealed class RNNBase<S extends Module> extends NativeModule<S>
        permits HiddenStateRNN, LSTM {
    private final Mode mode;
    private final long inputSize;
    private final long hiddenSize;
    private final Recurrence options;

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

        static Mode of(Nonlinearity function) {
            return function == Nonlinearity.TANH ? RNN_TANH : RNN_RELU;
        }
    }

    RNNBase(Mode mode, long inputSize, long hiddenSize, Recurrence options) {
        super(create(mode, inputSize, hiddenSize, options, options.parameters()));
        this.mode = mode;
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        this.options = options;
        if (options.dropout() > 0 && options.numLayers() == 1) {
            Warnings.warn(
                    "dropout option adds dropout after all but last recurrent layer, so non-zero"
                            + " dropout expects num_layers greater than 1, but got dropout="
                            + PythonFormat.repr(options.dropout())
                            + " and num_layers=1");
        }
    }

    private static NativeHandle create(
            Mode mode,
            long inputSize,
            long hiddenSize,
            Recurrence options,
            TensorOptions parameters) {
        return PtNn.rnn_new(
                mode.type,
                mode.code,
                inputSize,
                hiddenSize,
                Checks.layers(options.numLayers(), Checks.MAX_RECURRENT_LAYERS),
                options.bias(),
                options.batchFirst(),
                options.dropout(),
                options.bidirectional(),
                options.projSize(),
                parameters.device(),
                parameters.dtype());
    }

    @Override
    final NativeHandle createWithoutValues() {
        return create(mode, inputSize, hiddenSize, options, WITHOUT_VALUES);
    }

    @Override
    final void converted() {
        if (hasHandle()) {
            flattenParameters();
        }
    }

    /** Output, hidden state and, for an LSTM, cell state. */
    final Tensor[] run(Tensor input, Tensor h, Tensor c) {
        return computing(
                this::readWeights, () -> PtNn.rnn_forward(handle(), typeName(), input, h, c));
    }

    /** The data of the output, hidden state and, for an LSTM, cell state. */
    final Tensor[] run(PackedSequence input, Tensor h, Tensor c) {
        Objects.requireNonNull(
                input, () -> typeName() + ": argument 'input' is null, expected a packed sequence");
        return computing(
                this::readWeights,
                () ->
                        PtNn.rnn_forward_packed(
                                handle(),
                                typeName(),
                                input.data(),
                                input.batchSizes(),
                                input.sortedIndices(),
                                input.unsortedIndices(),
                                h,
                                c));
    }

    /**
     * Python looks whether a weight has changed, up to the first that has, and then takes all, each
     * time reading twice; the last of the reads is that of the caller.
     */
    private void readWeights() {
        boolean isFirst = true;
        for (String name : parameterNames()) {
            if (tree.parametrizations(name) != null) {
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
        PtNn.module_flatten_parameters(handle());
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
        return options.numLayers();
    }

    /**
     * Whether the layers have biases.
     *
     * @return whether they have
     */
    public final boolean bias() {
        return options.bias();
    }

    /**
     * Whether the batch comes before the time.
     *
     * @return whether it does
     */
    public final boolean batchFirst() {
        return options.batchFirst();
    }

    /**
     * The probability of dropout between the layers.
     *
     * @return from 0 to 1
     */
    public final double dropout() {
        return options.dropout();
    }

    /**
     * Whether there is a second recurrence that runs backwards.
     *
     * @return whether there is
     */
    public final boolean bidirectional() {
        return options.bidirectional();
    }

    /**
     * The size to which an LSTM's hidden state is projected.
     *
     * @return the features, 0 without a projection
     */
    public final long projSize() {
        return options.projSize();
    }

    /**
     * The parameters, layer by layer and direction by direction.
     *
     * @return a list of lists, each such as weight_ih, weight_hh, bias_ih, bias_hh
     */
    public final List<List<Tensor>> allWeights() {
        List<Tensor> flat = parameterNames().stream().map(this::attribute).toList();
        int each = (options.bias() ? 4 : 2) + (options.projSize() > 0 ? 1 : 0);
        List<List<Tensor>> weights = new ArrayList<>();
        for (int i = 0; i < flat.size(); i += each) {
            weights.add(flat.subList(i, i + each));
        }
        return weights;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize;
    }
}
