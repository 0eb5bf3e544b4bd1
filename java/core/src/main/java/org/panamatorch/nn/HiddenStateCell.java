package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.RecurrentStep;

/**
 * A cell that remembers one state, as {@link RNNCell} and {@link GRUCell} do.
 *
 * @param <S> the class that extends this one
 */
abstract sealed class HiddenStateCell<S extends Module> extends RNNCellBase<S>
        permits RNNCell, GRUCell {
    HiddenStateCell(
            String type,
            RNNBase.Mode mode,
            long inputSize,
            long hiddenSize,
            RecurrentStep options) {
        super(type, mode, inputSize, hiddenSize, options);
    }

    /** Computes what {@link #call(Tensor, Tensor)} returns. */
    Tensor forward(Tensor input, Tensor hidden) {
        return run(input, hidden, null)[0];
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
        return callWithHooks(this::forward, input, hidden);
    }
}
