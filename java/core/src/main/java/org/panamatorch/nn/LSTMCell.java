package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.RecurrentSpecs.LSTMCellSpec;

import java.util.function.Consumer;

/**
 * One step of an LSTM.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LSTMCell.html">torch.nn.LSTMCell</a>
 */
public final class LSTMCell extends RNNCellBase<LSTMCell> {
    private final LSTMCellSpec options;

    /**
     * The states after a step.
     *
     * @param hidden the hidden state
     * @param cell the cell state
     */
    public record Output(Tensor hidden, Tensor cell) {}

    /**
     * Makes a cell with the defaults.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public LSTMCell(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, LSTMCellOptions.defaults());
    }

    /**
     * Makes the cell.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LSTMCell(long inputSize, long hiddenSize, Consumer<? super LSTMCellOptions> options) {
        this(inputSize, hiddenSize, LSTMCellOptions.of(options, "LSTMCell"));
    }

    private LSTMCell(long inputSize, long hiddenSize, LSTMCellSpec options) {
        super("LSTMCell", RNNBase.Mode.LSTM, inputSize, hiddenSize, options);
        this.options = options;
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor)} returns. */
    Output forward(Tensor input, Tensor hidden, Tensor cell) {
        Tensor[] results = run(input, hidden, cell);
        return new Output(results[0], results[1]);
    }

    /**
     * Makes a step from zero states.
     *
     * @param input the input
     * @return the new states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public Output call(Tensor input) {
        return (Output) callWithHooks(inputs -> forward((Tensor) inputs[0], null, null), input);
    }

    /**
     * Makes a step.
     *
     * @param input the input
     * @param hidden the hidden state, or null for zeros
     * @param cell the cell state, null if and only if {@code hidden} is
     * @return the new states
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public Output call(Tensor input, Tensor hidden, Tensor cell) {
        return callWithHooks(this::forward, input, hidden, cell);
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + LSTMCellOptions.printed(options);
    }
}
