package org.panamatorch.nn;

import org.panamatorch.internal.nn.recurrent.RecurrentSpecs.GRUCellSpec;

import java.util.function.Consumer;

/**
 * One step of a GRU.
 *
 * <p>Shapes: input (N, I) or (I); states (N, H) or (H).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GRUCell.html">torch.nn.GRUCell</a>
 */
public final class GRUCell extends HiddenStateCell<GRUCell> {
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

    @Override
    protected String extraRepr() {
        return super.extraRepr() + GRUCellOptions.printed(options);
    }
}
