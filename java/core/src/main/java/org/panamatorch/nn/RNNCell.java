package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;

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

    /**
     * Makes a cell with biases and tanh.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public RNNCell(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, true, Nonlinearity.TANH, TensorOptions.DEFAULT);
    }

    /**
     * Makes a cell.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param bias whether there are biases
     * @param nonlinearity the function of a step
     * @param options dtype and device of the parameters
     */
    public RNNCell(
            long inputSize,
            long hiddenSize,
            boolean bias,
            Nonlinearity nonlinearity,
            TensorOptions options) {
        super(
                "RNNCell",
                nonlinearity == Nonlinearity.TANH ? RNNBase.Mode.RNN_TANH : RNNBase.Mode.RNN_RELU,
                inputSize,
                hiddenSize,
                bias,
                options);
        this.nonlinearity = nonlinearity;
    }

    /**
     * Makes a step from zero states.
     *
     * @param input the input
     * @return the new state
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public Tensor forward(Tensor input) {
        return forward(input, null);
    }

    /**
     * Makes a step.
     *
     * @param input the input
     * @param hidden the hidden state, or null for zeros
     * @return the new state
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public Tensor forward(Tensor input, Tensor hidden) {
        return run(input, hidden, null, 1)[0];
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr()
                + (nonlinearity == Nonlinearity.TANH ? "" : ", nonlinearity=" + nonlinearity);
    }
}
