package org.panamatorch.internal.checkpoint;

import org.panamatorch.Autograd;
import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.memory.HandleScope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A function that is computed again, and differentiated, by a backward pass inside the other. */
final class ReentrantCheckpoint extends AutogradFunction {
    private final Function<List<Tensor>, List<Tensor>> function;
    private final Surroundings surroundings;

    private ReentrantCheckpoint(
            Function<List<Tensor>, List<Tensor>> function, Surroundings surroundings) {
        this.function = function;
        this.surroundings = surroundings;
    }

    /** Calls a function so. */
    static List<Tensor> call(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            CheckpointSpec options) {
        if (inputs.stream().noneMatch(Tensor::requiresGrad)) {
            Warnings.warn("None of the inputs have requires_grad=True. Gradients will be None");
        }
        Surroundings now = new Surroundings(inputs, options.preserveRngState());
        return Arrays.asList(new ReentrantCheckpoint(function, now).apply(inputs.toArray()));
    }

    @Override
    protected Tensor[] forward(FunctionContext context, Object... inputs) {
        Tensor[] tensors = Arrays.copyOf(inputs, inputs.length, Tensor[].class);
        context.saveForBackward(tensors);
        HandleScope scope = new HandleScope();
        try {
            Tensor[] outputs = function.apply(Arrays.asList(tensors)).toArray(Tensor[]::new);
            for (Tensor output : outputs) {
                scope.keep(TensorAccess.get().handle(output));
            }
            return outputs;
        } finally {
            scope.close();
        }
    }

    @Override
    protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
        if (!PtAutograd.backward_pass_is_whole()) {
            throw new TorchException(
                    Kind.RUNTIME,
                    "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad()"
                            + " or passing an `inputs` parameter to .backward(). To resolve this"
                            + " error, you can either set use_reentrant=False, or call .backward()"
                            + " without passing the `inputs` argument.");
        }
        try (TensorScope scope = new TensorScope()) {
            List<Tensor> inputs =
                    Arrays.stream(context.savedTensors())
                            .map(saved -> saved.detach().requiresGrad_(saved.requiresGrad()))
                            .toList();
            List<Tensor> outputs =
                    ModeCalls.withGrad(
                            true, () -> surroundings.restoredFor(() -> function.apply(inputs)));
            List<Tensor> recorded = new ArrayList<>();
            List<Tensor> gradients = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).requiresGrad()) {
                    recorded.add(outputs.get(i));
                    gradients.add(gradOutputs[i]);
                }
            }
            if (recorded.isEmpty()) {
                throw new TorchException(
                        Kind.RUNTIME,
                        "none of output has requires_grad=True, this checkpoint() is not"
                                + " necessary");
            }
            Autograd.backward(recorded.toArray(Tensor[]::new), gradients.toArray(Tensor[]::new));
            Tensor[] results = inputs.stream().map(Tensor::grad).toArray(Tensor[]::new);
            scope.keep(Arrays.asList(results));
            return results;
        }
    }
}
