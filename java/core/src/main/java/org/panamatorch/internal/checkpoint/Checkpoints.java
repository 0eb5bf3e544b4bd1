package org.panamatorch.internal.checkpoint;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.function.Function;

/** The two ways to compute activations again. */
public final class Checkpoints {
    private static final String ADVICE =
            "use_reentrant=False is recommended, but if you need to preserve the current default"
                    + " behavior, you can pass use_reentrant=True. Refer to docs for more details"
                    + " on the differences between the two variants.";

    private Checkpoints() {}

    /**
     * Calls a function without keeping its activations.
     *
     * @param function the function
     * @param inputs its inputs
     * @param options the options
     * @return its outputs
     */
    public static List<Tensor> call(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            CheckpointSpec options) {
        boolean reentrant = options.useReentrant() == null || options.useReentrant();
        if (options.useReentrant() == null) {
            Warnings.warn(
                    "torch.utils.checkpoint: the use_reentrant parameter should be passed"
                            + " explicitly. Starting in PyTorch 2.9, calling checkpoint without"
                            + " use_reentrant will raise an exception. "
                            + ADVICE);
        }
        if (reentrant && (options.debug() || options.contextFn() != null)) {
            throw new TorchException(
                    Kind.VALUE,
                    "Passing `context_fn` or `debug` is only supported when use_reentrant=False.");
        }
        Function<List<Tensor>, List<Tensor>> checked =
                given -> {
                    List<Tensor> outputs = function.apply(given);
                    Arguments.requireResult(outputs, "checkpoint", "function", "a list of tensors");
                    outputs.forEach(
                            output ->
                                    Arguments.requireResult(
                                            output, "checkpoint", "function", "tensors"));
                    return outputs;
                };
        return reentrant
                ? ReentrantCheckpoint.call(checked, inputs, options)
                : CheckpointFrame.call(checked, inputs, options);
    }

    /**
     * The options of the segments of a sequence, which warns once for all.
     *
     * @param options the sequence's
     * @return the options of each checkpoint
     */
    public static CheckpointSpec ofSegments(CheckpointSpec options) {
        if (options.useReentrant() == null) {
            Warnings.warn(
                    "torch.utils.checkpoint.checkpoint_sequential: the use_reentrant parameter"
                            + " should be passed explicitly. In version 2.9 we will raise an"
                            + " exception if use_reentrant is not passed. "
                            + ADVICE);
        }
        return new CheckpointSpec(
                options.useReentrant() == null || options.useReentrant(),
                options.preserveRngState(),
                options.contextFn(),
                options.determinismCheck(),
                options.debug(),
                options.earlyStop());
    }
}
