package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.recurrent.RecurrentStep;

/**
 * The base of the recurrent cells.
 *
 * @param <S> the class that extends this one
 */
public abstract sealed class RNNCellBase<S extends Module> extends NativeModule<S>
        permits HiddenStateCell, LSTMCell {
    private final RNNBase.Mode mode;
    private final long inputSize;
    private final long hiddenSize;
    private final boolean bias;

    RNNCellBase(
            String type,
            RNNBase.Mode mode,
            long inputSize,
            long hiddenSize,
            RecurrentStep options) {
        super(create(type, mode, inputSize, hiddenSize, options.bias(), options.parameters()));
        this.mode = mode;
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        bias = options.bias();
    }

    @Override
    final NativeHandle createWithoutValues() {
        return create(typeName(), mode, inputSize, hiddenSize, bias, WITHOUT_VALUES);
    }

    private static NativeHandle create(
            String type,
            RNNBase.Mode mode,
            long inputSize,
            long hiddenSize,
            boolean bias,
            TensorOptions parameters) {
        return PtNn.rnn_cell_new(
                type,
                mode.code,
                inputSize,
                hiddenSize,
                bias,
                parameters.device(),
                parameters.dtype());
    }

    /** Hidden state and, for an LSTMCell, cell state. */
    final Tensor[] run(Tensor input, Tensor h, Tensor c) {
        return computing(() -> {}, () -> PtNn.rnn_cell_forward(handle(), typeName(), input, h, c));
    }

    static void reset(Module module, long hiddenSize) {
        double bound = 1 / Math.sqrt(hiddenSize);
        try (var _ = Torch.noGrad()) {
            module.parameters().forEach(parameter -> parameter.uniform_(-bound, bound));
        }
    }

    /** Draws all parameters anew from U(-1/√H, 1/√H). */
    public final void resetParameters() {
        reset(this, hiddenSize);
    }

    /**
     * The input's features.
     *
     * @return I
     */
    public final long inputSize() {
        return inputSize;
    }

    /**
     * The state's features.
     *
     * @return H
     */
    public final long hiddenSize() {
        return hiddenSize;
    }

    /**
     * Whether there are biases.
     *
     * @return whether there are
     */
    public final boolean bias() {
        return bias;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize;
    }
}
