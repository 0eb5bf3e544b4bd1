package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;

/**
 * One step of a GRU.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GRUCell.html">torch.nn.GRUCell</a>
 */
public final class GRUCell extends RNNCellBase {
    /**
     * Makes a cell with biases.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public GRUCell(long inputSize, long hiddenSize) {
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
    public GRUCell(long inputSize, long hiddenSize, boolean bias, TensorOptions options) {
        super("GRUCell", RNNBase.Mode.GRU, inputSize, hiddenSize, bias, options);
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
}
