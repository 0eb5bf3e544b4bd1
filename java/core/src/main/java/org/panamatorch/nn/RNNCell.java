package org.panamatorch.nn;

import org.panamatorch.internal.nn.recurrent.RecurrentSpecs.RNNCellSpec;
import org.panamatorch.option.Nonlinearity;

import java.util.function.Consumer;

/**
 * One step of an RNN.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RNNCell.html">torch.nn.RNNCell</a>
 */
public final class RNNCell extends HiddenStateCell<RNNCell> {
    private final RNNCellSpec options;

    /**
     * Makes a cell with the defaults.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public RNNCell(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, RNNCellOptions.defaults());
    }

    /**
     * Makes the cell.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public RNNCell(long inputSize, long hiddenSize, Consumer<? super RNNCellOptions> options) {
        this(inputSize, hiddenSize, RNNCellOptions.of(options, "RNNCell"));
    }

    private RNNCell(long inputSize, long hiddenSize, RNNCellSpec options) {
        super("RNNCell", RNNBase.Mode.of(options.nonlinearity()), inputSize, hiddenSize, options);
        this.options = options;
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr()
                + RNNCellOptions.printed(options)
                + (options.nonlinearity() == Nonlinearity.TANH
                        ? ""
                        : ", nonlinearity=" + options.nonlinearity());
    }
}
