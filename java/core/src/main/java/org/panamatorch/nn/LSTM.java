package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.RecurrentSpecs.LSTMSpec;

import java.util.function.Consumer;

/**
 * Layers of long short-term memory.
 *
 * <p>Shapes, with L times, a batch of N, D directions and H hidden features, O = proj_size or H:
 * input (L, N, I), or (N, L, I) with {@code batchFirst}, or (L, I) unbatched; states (D·layers, N,
 * O), or (D·layers, O) unbatched. Everything is of one floating-point dtype and device.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LSTM.html">torch.nn.LSTM</a>
 */
public final class LSTM extends RNNBase<LSTM> {
    private final LSTMSpec options;

    /**
     * The results of a forward pass.
     *
     * @param output the last layer's states at all times, (L, N, D·O), or as the input is laid out
     * @param hidden the last states of all layers, (D·layers, N, O)
     * @param cell the last cell states of all layers, (D·layers, N, H)
     */
    public record Output(Tensor output, Tensor hidden, Tensor cell) {}

    /**
     * The results of a forward pass over a packed sequence.
     *
     * @param output the last layer's states, packed as the input
     * @param hidden the last states of all layers, (D·layers, N, O), in the order of the original
     *     batch
     * @param cell the last cell states of all layers, (D·layers, N, H), in the same order
     */
    public record PackedOutput(PackedSequence output, Tensor hidden, Tensor cell) {}

    /**
     * Makes one layer with the defaults.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public LSTM(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, LSTMOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LSTM(long inputSize, long hiddenSize, Consumer<? super LSTMOptions> options) {
        this(inputSize, hiddenSize, LSTMOptions.of(options, "LSTM"));
    }

    private LSTM(long inputSize, long hiddenSize, LSTMSpec options) {
        super(Mode.LSTM, inputSize, hiddenSize, options);
        this.options = options;
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor)} returns. */
    Output forward(Tensor input, Tensor hidden, Tensor cell) {
        Tensor[] results = run(input, hidden, cell);
        return new Output(results[0], results[1], results[2]);
    }

    /** Computes what {@link #call(PackedSequence, Tensor, Tensor)} returns. */
    PackedOutput forward(PackedSequence input, Tensor hidden, Tensor cell) {
        Tensor[] results = run(input, hidden, cell);
        return new PackedOutput(input.withData(results[0]), results[1], results[2]);
    }

    /**
     * Runs over a sequence from zero states.
     *
     * @param input the sequence
     * @return output and states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public Output call(Tensor input) {
        return (Output) callWithHooks(inputs -> forward((Tensor) inputs[0], null, null), input);
    }

    /**
     * Runs over a sequence.
     *
     * @param input the sequence
     * @param hidden the first states of all layers, or null for zeros
     * @param cell the first cell states of all layers, null if and only if {@code hidden} is
     * @return output and states
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public Output call(Tensor input, Tensor hidden, Tensor cell) {
        return callWithHooks(this::forward, input, hidden, cell);
    }

    /**
     * Runs over packed sequences from zero states.
     *
     * @param input the sequences
     * @return output and states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public PackedOutput call(PackedSequence input) {
        return (PackedOutput)
                callWithHooks(inputs -> forward((PackedSequence) inputs[0], null, null), input);
    }

    /**
     * Runs over packed sequences.
     *
     * @param input the sequences
     * @param hidden the first states of all layers, in the order of the original batch, or null for
     *     zeros
     * @param cell the first cell states of all layers, null if and only if {@code hidden} is
     * @return output and states
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public PackedOutput call(PackedSequence input, Tensor hidden, Tensor cell) {
        return callWithHooks(this::forward, input, hidden, cell);
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr()
                + (options.projSize() == 0 ? "" : ", proj_size=" + options.projSize())
                + LSTMOptions.printed(options);
    }
}
