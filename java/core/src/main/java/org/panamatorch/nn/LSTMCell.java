package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;

/**
 * One step of an LSTM.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LSTMCell.html">torch.nn.LSTMCell</a>
 */
public final class LSTMCell extends RNNCellBase {
    /**
     * The states after a step.
     *
     * @param hidden the hidden state
     * @param cell the cell state
     */
    public record Output(Tensor hidden, Tensor cell) {}

    /**
     * Makes a cell with biases.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public LSTMCell(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, true, TensorOptions.DEFAULT);
    }

    /**
     * Makes a cell.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param bias whether there are biases
     * @param options dtype and device of the parameters
     */
    public LSTMCell(long inputSize, long hiddenSize, boolean bias, TensorOptions options) {
        super("LSTMCell", RNNBase.Mode.LSTM, inputSize, hiddenSize, bias, options);
    }

    /**
     * Makes a step from zero states.
     *
     * @param input the input
     * @return the new states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public Output forward(Tensor input) {
        return forward(input, null, null);
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
    public Output forward(Tensor input, Tensor hidden, Tensor cell) {
        Tensor[] results = run(input, hidden, cell, 2);
        return new Output(results[0], results[1]);
    }
}
