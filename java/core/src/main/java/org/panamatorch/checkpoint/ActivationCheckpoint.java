package org.panamatorch.checkpoint;

import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.checkpoint.CheckpointSpec;
import org.panamatorch.internal.checkpoint.Checkpoints;
import org.panamatorch.internal.checkpoint.Overrides;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.Sequential;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Parts of a model whose activations are not kept for the backward pass, which computes them again:
 * less memory for more time.
 *
 * <pre>{@code
 * Tensor y = ActivationCheckpoint.checkpoint(block::call, x, o -> o.useReentrant(false));
 * }</pre>
 *
 * <p>Gradients are the same, to the last bit, as without: random numbers, autocast and the default
 * device are those of the first time. What a function makes on its way, besides its result, is
 * freed when it returns, both times.
 *
 * <p>Selective checkpoints are not there: Python makes them of a {@code context_fn} that opens its
 * dispatch modes.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/checkpoint.html">torch.utils.checkpoint</a>
 */
public final class ActivationCheckpoint {
    private ActivationCheckpoint() {}

    /**
     * Calls a function without keeping its activations, in Python's default way, which is the
     * reentrant one and warns.
     *
     * @param function the function
     * @param input its input
     * @return its output
     */
    public static Tensor checkpoint(UnaryOperator<Tensor> function, Tensor input) {
        return checkpoint(function, input, _ -> {});
    }

    /**
     * Calls a function without keeping its activations.
     *
     * @param function the function, which gives the same each time
     * @param input its input
     * @param options sets what is not to be as by default
     * @return its output
     * @throws CheckpointException in a backward pass, if the function saves other tensors then
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/checkpoint.html#torch.utils.checkpoint.checkpoint">torch.utils.checkpoint.checkpoint</a>
     */
    public static Tensor checkpoint(
            UnaryOperator<Tensor> function,
            Tensor input,
            Consumer<? super CheckpointOptions> options) {
        Arguments.requirePresent(function, "checkpoint", "function", "a function");
        Arguments.requirePresent(input, "checkpoint", "input", "a tensor");
        return call(function, input, CheckpointOptions.of(options, "checkpoint"));
    }

    private static Tensor call(
            UnaryOperator<Tensor> function, Tensor input, CheckpointSpec options) {
        return Checkpoints.call(
                        inputs -> {
                            Tensor output = function.apply(inputs.getFirst());
                            Arguments.requireResult(output, "checkpoint", "function", "a tensor");
                            return List.of(output);
                        },
                        List.of(input),
                        options)
                .getFirst();
    }

    /**
     * Calls a function of several tensors without keeping its activations.
     *
     * @param function the function, which gives the same each time
     * @param inputs its inputs
     * @param options sets what is not to be as by default
     * @return its outputs
     * @throws CheckpointException in a backward pass, if the function saves other tensors then
     */
    public static List<Tensor> checkpoint(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            Consumer<? super CheckpointOptions> options) {
        Arguments.requirePresent(function, "checkpoint", "function", "a function");
        Arguments.requireAll(inputs, "checkpoint", "inputs", "tensors");
        return Checkpoints.call(
                function, List.copyOf(inputs), CheckpointOptions.of(options, "checkpoint"));
    }

    /**
     * Calls modules one after the other; activations inside all segments but the last are not kept.
     *
     * @param functions the modules
     * @param segments into how many parts they are divided
     * @param input the first one's input
     * @param options sets what is not to be as by default
     * @return the last one's output
     * @throws TorchException if there are fewer modules than segments
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/checkpoint.html#torch.utils.checkpoint.checkpoint_sequential">torch.utils.checkpoint.checkpoint_sequential</a>
     */
    public static Tensor checkpointSequential(
            Sequential functions,
            int segments,
            Tensor input,
            Consumer<? super CheckpointOptions> options) {
        Arguments.requirePresent(
                functions, "checkpointSequential", "functions", "a sequence of modules");
        return inSegments(
                (start, end) -> functions.slice(start, end)::call,
                functions.size(),
                segments,
                input,
                options);
    }

    /**
     * Calls functions one after the other; activations inside all segments but the last are not
     * kept.
     *
     * @param functions the functions
     * @param segments into how many parts they are divided
     * @param input the first one's input
     * @param options sets what is not to be as by default
     * @return the last one's output
     * @throws TorchException if there are fewer functions than segments
     */
    public static Tensor checkpointSequential(
            List<? extends Layer> functions,
            int segments,
            Tensor input,
            Consumer<? super CheckpointOptions> options) {
        Arguments.requireAll(functions, "checkpointSequential", "functions", "functions");
        List<Layer> layers = List.copyOf(functions);
        return inSegments(
                (start, end) ->
                        x -> {
                            Tensor output = x;
                            for (Layer layer : layers.subList(start, end)) {
                                output = layer.call(output);
                            }
                            return output;
                        },
                layers.size(),
                segments,
                input,
                options);
    }

    private interface Part {
        UnaryOperator<Tensor> of(int start, int end);
    }

    private static Tensor inSegments(
            Part part,
            int count,
            int segments,
            Tensor input,
            Consumer<? super CheckpointOptions> options) {
        Arguments.requirePresent(input, "checkpointSequential", "input", "a tensor");
        CheckpointSpec chosen =
                Checkpoints.ofSegments(CheckpointOptions.of(options, "checkpointSequential"));
        if (segments == 0) {
            throw new TorchException(Kind.VALUE, "integer division or modulo by zero");
        }
        int size = Math.floorDiv(count, segments);
        if (size == 0) {
            throw new TorchException(Kind.VALUE, "range() arg 3 must not be zero");
        }
        Tensor output = input;
        int start = 0;
        for (int i = 1; i < segments; i++) {
            output = call(part.of(start, start + size), output, chosen);
            start += size;
        }
        return part.of(start, count).apply(output);
    }

    /**
     * Sets for all checkpoints that are called from now on whether computing again stops early,
     * until the result is closed.
     *
     * @param enable whether it stops with the last tensor that is needed
     * @return what restores what was before
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/checkpoint.html#torch.utils.checkpoint.set_checkpoint_early_stop">torch.utils.checkpoint.set_checkpoint_early_stop</a>
     */
    public static HookHandle setEarlyStop(boolean enable) {
        Boolean before = Overrides.setEarlyStop(enable);
        return () -> Overrides.setEarlyStop(before);
    }

    /**
     * Sets for all checkpoints that are called from now on whether errors tell where tensors were
     * saved, until the result is closed.
     *
     * @param enabled whether they do; null for what each checkpoint says
     * @return what restores what was before
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/checkpoint.html#torch.utils.checkpoint.set_checkpoint_debug_enabled">torch.utils.checkpoint.set_checkpoint_debug_enabled</a>
     */
    public static HookHandle setDebugEnabled(Boolean enabled) {
        Boolean before = Overrides.setDebug(enabled);
        return () -> Overrides.setDebug(before);
    }
}
