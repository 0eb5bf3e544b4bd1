package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.CustomFunctionCalls;
import org.panamatorch.internal.call.HookList;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.nn.hook.FullBackwardHook;
import org.panamatorch.nn.hook.FullBackwardPreHook;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Catches the gradients of one call of a module, at an identity function before it and one after
 * it, and shows them to the hooks.
 */
final class BackwardCapture {
    private static final String FUNCTION = "BackwardHookFunctionBackward";

    private final Module module;
    private final List<FullBackwardPreHook> before;
    private final List<FullBackwardHook> after;

    // The places of the tensors; null where no gradient gets there.
    private int[] inputPlaces;
    private int[] outputPlaces;
    private int inputCount;
    private int outputCount;

    // Between the two functions of one backward pass.
    private Tensor[] gradOutputs;

    private BackwardCapture(
            Module module, List<FullBackwardPreHook> before, List<FullBackwardHook> after) {
        this.module = module;
        this.before = before;
        this.after = after;
    }

    /** Catches the gradients for a module's hooks; null where there are none. */
    static BackwardCapture of(Module module, ModuleHooks hooks) {
        List<FullBackwardPreHook> before =
                HookList.now(ModuleHooks.GLOBAL.beforeBackward, hooks.beforeBackward);
        List<FullBackwardHook> after =
                HookList.now(ModuleHooks.GLOBAL.afterBackward, hooks.afterBackward);
        return before.isEmpty() && after.isEmpty()
                ? null
                : new BackwardCapture(module, before, after);
    }

    Object[] inputs(Object... inputs) {
        inputCount = inputs.length;
        inputPlaces = places(inputs);
        // Python's functions see zeros where a gradient is missing, their hooks do not.
        return through(inputs, inputPlaces, true, this::gradientsOfInputs);
    }

    Object output(Object output) {
        return switch (output) {
            case Tensor tensor -> outputs(tensor)[0];
            case Tensor[] tensors -> {
                Object[] outputs = outputs((Object[]) tensors);
                yield Arrays.copyOf(outputs, outputs.length, Tensor[].class);
            }
            case Object[] values -> outputs(values);
            case Record values -> record(values);
            case null, default -> unknown(output);
        };
    }

    private Object[] outputs(Object... outputs) {
        outputCount = outputs.length;
        outputPlaces = places(outputs);
        return through(outputs, outputPlaces, false, this::gradientsOfOutputs);
    }

    private static Object unknown(Object output) {
        Warnings.warn(
                "For backward hooks to be called, module output should be a Tensor or a tuple of"
                        + " Tensors but received "
                        + (output == null ? null : output.getClass()));
        return output;
    }

    private Object record(Record values) {
        RecordComponent[] components = values.getClass().getRecordComponents();
        Object[] outputs = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                outputs[i] = components[i].getAccessor().invoke(values);
                types[i] = components[i].getType();
            }
            return values.getClass().getDeclaredConstructor(types).newInstance(outputs(outputs));
        } catch (ReflectiveOperationException e) {
            // A record that its own module does not open.
            return unknown(values);
        }
    }

    private static int[] places(Object... values) {
        int[] places =
                IntStream.range(0, values.length)
                        .filter(i -> values[i] instanceof Tensor)
                        .toArray();
        boolean isRecorded =
                Torch.isGradEnabled()
                        && Arrays.stream(places)
                                .anyMatch(place -> ((Tensor) values[place]).requiresGrad());
        return isRecorded ? places : null;
    }

    private static Object[] through(
            Object[] values, int[] places, boolean materializeGrads, Callbacks.Code hook) {
        Object[] result = Arrays.copyOf(values, values.length, Object[].class);
        if (places != null) {
            Tensor[] tensors =
                    Arrays.stream(places)
                            .mapToObj(place -> (Tensor) values[place])
                            .toArray(Tensor[]::new);
            Tensor[] recorded =
                    CustomFunctionCalls.identity(FUNCTION, tensors, materializeGrads, hook);
            for (int i = 0; i < places.length; i++) {
                result[places[i]] = recorded[i];
            }
        }
        return result;
    }

    private static Tensor[] packed(int[] places, Tensor[] values, int count) {
        Tensor[] packed = new Tensor[count];
        for (int i = 0; i < places.length; i++) {
            packed[places[i]] = values[i];
        }
        return packed;
    }

    private static Tensor[] unpacked(int[] places, Tensor... values) {
        return Arrays.stream(places).mapToObj(place -> values[place]).toArray(Tensor[]::new);
    }

    private Tensor[] gradientsOfOutputs(Tensor... grads) {
        gradOutputs = packed(outputPlaces, grads, outputCount);
        for (FullBackwardPreHook hook : before) {
            Tensor[] replaced = hook.before(module, gradOutputs);
            if (replaced != null) {
                if (replaced.length != gradOutputs.length) {
                    throw Checks.runtime(
                            "Backward pre hook returned an invalid number of grad_output, got "
                                    + replaced.length
                                    + ", but expected "
                                    + gradOutputs.length);
                }
                gradOutputs = replaced;
            }
        }
        Tensor[] result = unpacked(outputPlaces, gradOutputs);
        if (inputPlaces == null) {
            runWithoutInputs();
        }
        return result;
    }

    private void runWithoutInputs() {
        Warnings.warn(
                "Full backward hook is firing when gradients are computed with respect to module"
                    + " outputs since no inputs require gradients. See"
                    + " https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook"
                    + " for more details.");
        for (FullBackwardHook hook : after) {
            Tensor[] replaced = hook.after(module, new Tensor[inputCount], gradOutputs);
            if (replaced != null && Arrays.stream(replaced).anyMatch(Objects::nonNull)) {
                throw Checks.runtime(
                        "Backward hook for Modules where no input requires gradient should always"
                                + " return None or None for all gradients.");
            }
        }
        gradOutputs = null;
    }

    private Tensor[] gradientsOfInputs(Tensor... grads) {
        if (gradOutputs == null) {
            // The gradient comes from elsewhere, as in a second derivative.
            return null;
        }
        Tensor[] gradInputs = packed(inputPlaces, grads, inputCount);
        for (FullBackwardHook hook : after) {
            Tensor[] replaced = hook.after(module, gradInputs, gradOutputs);
            if (replaced != null) {
                if (replaced.length != gradInputs.length) {
                    throw Checks.runtime(
                            "Backward hook returned an invalid number of grad_input, got "
                                    + replaced.length
                                    + ", but expected "
                                    + gradInputs.length);
                }
                gradInputs = replaced;
            }
        }
        gradOutputs = null;
        return unpacked(inputPlaces, gradInputs);
    }
}
