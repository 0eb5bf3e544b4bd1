package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.HookList;
import org.panamatorch.nn.hook.ForwardHook;
import org.panamatorch.nn.hook.ForwardPreHook;
import org.panamatorch.nn.hook.FullBackwardHook;
import org.panamatorch.nn.hook.FullBackwardPreHook;
import org.panamatorch.nn.hook.RegistrationHook;

import java.util.List;
import java.util.function.Function;

/**
 * The hooks that run before and after a module computes, and before and after its backward pass.
 */
final class ModuleHooks {
    /** Those of all modules, which run before those of the module. */
    static final ModuleHooks GLOBAL = new ModuleHooks();

    static final HookList<RegistrationHook<Tensor>> PARAMETERS = new HookList<>();
    static final HookList<RegistrationHook<Tensor>> BUFFERS = new HookList<>();
    static final HookList<RegistrationHook<Module>> PARTS = new HookList<>();

    record AfterForward(ForwardHook hook, boolean always) {}

    final HookList<ForwardPreHook> before;
    final HookList<AfterForward> after;
    final HookList<FullBackwardPreHook> beforeBackward;
    final HookList<FullBackwardHook> afterBackward;

    ModuleHooks() {
        before = new HookList<>();
        after = new HookList<>();
        beforeBackward = new HookList<>();
        afterBackward = new HookList<>();
    }

    /** The same hooks for a copy of their module. */
    ModuleHooks(ModuleHooks original) {
        before = original.before.copy();
        after = original.after.copy();
        beforeBackward = original.beforeBackward.copy();
        afterBackward = original.afterBackward.copy();
    }

    boolean isEmpty() {
        return before.isEmpty()
                && after.isEmpty()
                && beforeBackward.isEmpty()
                && afterBackward.isEmpty();
    }

    static <T> T registered(
            HookList<RegistrationHook<T>> hooks, Module module, String name, T value) {
        T result = value;
        if (!hooks.isEmpty()) {
            for (RegistrationHook<T> hook : hooks.now()) {
                T replaced = hook.registered(module, name, result);
                result = replaced == null ? result : replaced;
            }
        }
        return result;
    }

    /** Computes between these hooks and those of all modules. */
    Object run(Module module, Function<Object[], ?> forward, Object... given) {
        List<AfterForward> hooks = HookList.now(GLOBAL.after, after);
        Object[] inputs = given;
        Object output = null;
        int done = 0;
        try {
            for (ForwardPreHook hook : HookList.now(GLOBAL.before, before)) {
                Object[] replaced = hook.before(module, inputs);
                inputs = replaced == null ? inputs : HookTypes.inputs(module, given, replaced);
            }
            BackwardCapture capture = BackwardCapture.of(module, this);
            inputs = capture == null ? inputs : capture.inputs(inputs);
            output = forward.apply(inputs);
            for (AfterForward each : hooks) {
                done++;
                Object replaced = each.hook.after(module, inputs, output);
                output = replaced == null ? output : HookTypes.output(module, output, replaced);
            }
            return capture == null ? output : capture.output(output);
        } catch (RuntimeException e) {
            runAlways(hooks.subList(done, hooks.size()), module, inputs, output, e);
            throw e;
        }
    }

    private static void runAlways(
            List<AfterForward> hooks,
            Module module,
            Object[] inputs,
            Object output,
            RuntimeException failure) {
        for (AfterForward each : hooks) {
            if (each.always) {
                try {
                    each.hook.after(module, inputs, output);
                } catch (RuntimeException e) {
                    failure.addSuppressed(e);
                }
            }
        }
    }
}
