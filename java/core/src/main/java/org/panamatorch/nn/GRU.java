package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.recurrent.GRUSpec;

import java.util.function.Consumer;

/**
 * Layers of gated recurrent units.
 *
 * <p>Shapes, with L times, a batch of N, D directions and H hidden features, O = H: input (L, N,
 * I), or (N, L, I) with {@code batchFirst}, or (L, I) unbatched; states (D·layers, N, O), or
 * (D·layers, O) unbatched. Everything is of one floating-point dtype and device.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GRU.html">torch.nn.GRU</a>
 */
public final class GRU extends RNNBase {
    private static final int RESULTS = 2;

    private final GRUSpec options;

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
    public GRU(long inputSize, long hiddenSize) {
        this(inputSize, hiddenSize, GRUOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param inputSize the input's features, I
     * @param hiddenSize the state's features, H
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public GRU(long inputSize, long hiddenSize, Consumer<? super GRUOptions> options) {
        this(inputSize, hiddenSize, GRUOptions.of(options, "GRU"));
    }

    private GRU(long inputSize, long hiddenSize, GRUSpec options) {
        super(Mode.GRU, inputSize, hiddenSize, options);
        this.options = options;
    }

    /** Computes what {@link #call(Tensor, Tensor)} returns. */
    protected Output forward(Tensor input, Tensor hidden) {
        Tensor[] results = run(input, hidden, null, RESULTS);
        return new Output(results[0], results[1]);
    }

    /** Computes what {@link #call(PackedSequence, Tensor)} returns. */
    protected PackedOutput forward(PackedSequence input, Tensor hidden) {
        Tensor[] results = run(input, hidden, null, RESULTS);
        return new PackedOutput(input.withData(results[0]), results[1]);
    }

    /**
     * Runs over a sequence from zero states.
     *
     * @param input the sequence
     * @return output and states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public Output call(Tensor input) {
        return (Output) callWithHooks(inputs -> forward((Tensor) inputs[0], null), input);
    }

    /**
     * Runs over a sequence.
     *
     * @param input the sequence
     * @param hidden the first states of all layers, or null for zeros
     * @return output and states
     * @throws org.panamatorch.TorchException if input and states do not fit
     */
    public Output call(Tensor input, Tensor hidden) {
        return (Output)
                callWithHooks(
                        inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1]), input, hidden);
    }

    /**
     * Runs over packed sequences from zero states.
     *
     * @param input the sequences
     * @return output and states
     * @throws org.panamatorch.TorchException if the input does not fit
     */
    public PackedOutput call(PackedSequence input) {
        return (PackedOutput)
                callWithHooks(inputs -> forward((PackedSequence) inputs[0], null), input);
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
    public PackedOutput call(PackedSequence input, Tensor hidden) {
        return (PackedOutput)
                callWithHooks(
                        inputs -> forward((PackedSequence) inputs[0], (Tensor) inputs[1]),
                        input,
                        hidden);
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + GRUOptions.printed(options);
    }
}
