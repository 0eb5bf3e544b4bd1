package org.panamatorch.nn;

import org.panamatorch.Tensor;

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

    /** The options of a cell. */
    public static final class Builder extends RNNCellBase.Builder<Builder> {
        private Builder(long inputSize, long hiddenSize) {
            super(inputSize, hiddenSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the cell.
         *
         * @return the cell
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public LSTMCell build() {
            return new LSTMCell(this);
        }
    }

    /**
     * Makes a cell with biases.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public LSTMCell(long inputSize, long hiddenSize) {
        this(builder(inputSize, hiddenSize));
    }

    private LSTMCell(Builder builder) {
        super("LSTMCell", RNNBase.Mode.LSTM, builder);
    }

    /**
     * Starts the options.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @return a builder
     */
    public static Builder builder(long inputSize, long hiddenSize) {
        return new Builder(inputSize, hiddenSize);
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor)} returns. */
    protected Output forward(Tensor input, Tensor hidden, Tensor cell) {
        Tensor[] results = run(input, hidden, cell, 2);
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
        return (Output)
                callWithHooks(
                        inputs ->
                                forward((Tensor) inputs[0], (Tensor) inputs[1], (Tensor) inputs[2]),
                        input,
                        hidden,
                        cell);
    }
}
