package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.GRUCellSpec;

import java.util.function.Consumer;

/**
 * One step of a GRU.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GRUCell.html">torch.nn.GRUCell</a>
 */
public final class GRUCell extends RNNCellBase {
    private final GRUCellSpec options;

    /**
     * Makes a cell with the defaults.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public GRUCell(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, GRUCellOptions.defaults());
    }

    /**
     * Makes the cell.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public GRUCell(long inputSize, long hiddenSize, Consumer<? super GRUCellOptions> options) {
        this(inputSize, hiddenSize, GRUCellOptions.of(options, "GRUCell"));
    }

    private GRUCell(long inputSize, long hiddenSize, GRUCellSpec options) {
        super("GRUCell", RNNBase.Mode.GRU, inputSize, hiddenSize, options);
        this.options = options;
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
        return super.extraRepr() + GRUCellOptions.printed(options);
    }
}
