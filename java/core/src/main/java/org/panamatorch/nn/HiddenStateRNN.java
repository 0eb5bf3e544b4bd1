package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.Recurrence;

/**
 * A recurrence that remembers one state a layer, as {@link RNN} and {@link GRU} do.
 *
 * @param <S> the class that extends this one
 * @param <O> what it makes of a sequence
 * @param <P> what it makes of packed sequences
 */
abstract sealed class HiddenStateRNN<S extends Module, O, P> extends RNNBase<S> permits RNN, GRU {
    HiddenStateRNN(Mode mode, long inputSize, long hiddenSize, Recurrence options) {
        super(mode, inputSize, hiddenSize, options);
    }

    abstract O results(Tensor output, Tensor hidden);

    abstract P results(PackedSequence output, Tensor hidden);

    /** Computes what {@link #call(Tensor, Tensor)} returns. */
    O forward(Tensor input, Tensor hidden) {
        Tensor[] results = run(input, hidden, null);
        return results(results[0], results[1]);
    }

    /** Computes what {@link #call(PackedSequence, Tensor)} returns. */
    P forward(PackedSequence input, Tensor hidden) {
        Tensor[] results = run(input, hidden, null);
        return results(input.withData(results[0]), results[1]);
    }

    /**
     * Runs over a sequence from zero states.
     *
     * @param input the sequence
     * @return output and states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    @SuppressWarnings("unchecked") // Hooks answer for the types of what they return.
    public O call(Tensor input) {
        return (O) callWithHooks(inputs -> forward((Tensor) inputs[0], null), input);
    }

    /**
     * Runs over a sequence.
     *
     * @param input the sequence
     * @param hidden the first states of all layers, or null for zeros
     * @return output and states
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public O call(Tensor input, Tensor hidden) {
        return callWithHooks(this::forward, input, hidden);
    }

    /**
     * Runs over packed sequences from zero states.
     *
     * @param input the sequences
     * @return output and states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    @SuppressWarnings("unchecked") // Hooks answer for the types of what they return.
    public P call(PackedSequence input) {
        return (P) callWithHooks(inputs -> forward((PackedSequence) inputs[0], null), input);
    }

    /**
     * Runs over packed sequences.
     *
     * @param input the sequences
     * @param hidden the first states of all layers, in the order of the original batch, or null for
     *     zeros
     * @return output and states
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public P call(PackedSequence input, Tensor hidden) {
        return callWithHooks(this::forward, input, hidden);
    }
}
