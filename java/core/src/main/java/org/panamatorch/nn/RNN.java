package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.RecurrentSpecs.RNNSpec;

import java.util.function.Consumer;

/**
 * Layers of Elman's recurrence: {@code hₜ = tanh(W_ih xₜ + b_ih + W_hh hₜ₋₁ + b_hh)}, or ReLU
 * instead.
 *
 * <p>Shapes, with L times, a batch of N, D directions and H hidden features, O = H: input (L, N,
 * I), or (N, L, I) with {@code batchFirst}, or (L, I) unbatched; states (D·layers, N, O), or
 * (D·layers, O) unbatched. Everything is of one floating-point dtype and device.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RNN.html">torch.nn.RNN</a>
 */
public final class RNN extends HiddenStateRNN<RNN, RNN.Output, RNN.PackedOutput> {
    private final RNNSpec options;

    /**
     * The results of a forward pass.
     *
     * @param output the last layer's states at all times, (L, N, D·O), or as the input is laid out
     * @param hidden the last states of all layers, (D·layers, N, O)
     */
    public record Output(Tensor output, Tensor hidden) {}

    /**
     * The results of a forward pass over a packed sequence.
     *
     * @param output the last layer's states, packed as the input
     * @param hidden the last states of all layers, (D·layers, N, O), in the order of the original
     *     batch
     */
    public record PackedOutput(PackedSequence output, Tensor hidden) {}

    /**
     * Makes one layer with the defaults.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     */
    public RNN(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, RNNOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public RNN(long inputSize, long hiddenSize, Consumer<? super RNNOptions> options) {
        this(inputSize, hiddenSize, RNNOptions.of(options, "RNN"));
    }

    private RNN(long inputSize, long hiddenSize, RNNSpec options) {
        super(Mode.of(options.nonlinearity()), inputSize, hiddenSize, options);
        this.options = options;
    }

    @Override
    Output results(Tensor output, Tensor hidden) {
        return new Output(output, hidden);
    }

    @Override
    PackedOutput results(PackedSequence output, Tensor hidden) {
        return new PackedOutput(output, hidden);
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + RNNOptions.printed(options);
    }
}
