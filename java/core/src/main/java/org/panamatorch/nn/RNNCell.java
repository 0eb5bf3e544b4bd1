package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Nonlinearity;

/**
 * One step of an RNN.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RNNCell.html">torch.nn.RNNCell</a>
 */
public final class RNNCell extends RNNCellBase {
    private final Nonlinearity nonlinearity;

    /** The options of a cell. */
    public static final class Builder extends RNNCellBase.Builder<Builder> {
        private Nonlinearity nonlinearity = Nonlinearity.TANH;

        private Builder(long inputSize, long hiddenSize) {
            super(inputSize, hiddenSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * The function of the step; tanh by default.
         *
         * @param function the function
         * @return this
         */
        public Builder nonlinearity(Nonlinearity function) {
            nonlinearity = Required.present(this, "nonlinearity", function, "a nonlinearity");
            return this;
        }

        /**
         * Makes the cell.
         *
         * @return the cell
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public RNNCell build() {
            return new RNNCell(this);
        }
    }

    /**
     * Makes a cell with biases and tanh.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public RNNCell(long inputSize, long hiddenSize) {
        this(builder(inputSize, hiddenSize));
    }

    private RNNCell(Builder builder) {
        super(
                "RNNCell",
                builder.nonlinearity == Nonlinearity.TANH
                        ? RNNBase.Mode.RNN_TANH
                        : RNNBase.Mode.RNN_RELU,
                builder);
        nonlinearity = builder.nonlinearity;
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

    /** Computes what {@link #call(Tensor, Tensor)} returns. */
    protected Tensor forward(Tensor input, Tensor hidden) {
        return run(input, hidden, null, 1)[0];
    }

    /**
     * Makes a step from zero states.
     *
     * @param input the input
     * @return the new state
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public Tensor call(Tensor input) {
        return (Tensor) callWithHooks(inputs -> forward((Tensor) inputs[0], null), input);
    }

    /**
     * Makes a step.
     *
     * @param input the input
     * @param hidden the hidden state, or null for zeros
     * @return the new state
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public Tensor call(Tensor input, Tensor hidden) {
        return (Tensor)
                callWithHooks(
                        inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1]), input, hidden);
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr()
                + (nonlinearity == Nonlinearity.TANH ? "" : ", nonlinearity=" + nonlinearity);
    }
}
