package org.panamatorch.nn;

import org.panamatorch.HookHandle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** What runs before and after a module computes. */
final class ModuleHooks {
    private record PreHook(ForwardPreHook hook) {}

    private record Hook(ForwardHook hook, boolean always) {}

    private final List<PreHook> before = new CopyOnWriteArrayList<>();
    private final List<Hook> after = new CopyOnWriteArrayList<>();

    boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    HookHandle add(ForwardPreHook hook, boolean prepend) {
        return added(before, new PreHook(hook), prepend);
    }

    HookHandle add(ForwardHook hook, boolean prepend, boolean always) {
        return added(after, new Hook(hook, always), prepend);
    }

    // Records with equal contents are different registrations.
    private static <T> HookHandle added(List<T> hooks, T hook, boolean prepend) {
        hooks.add(prepend ? 0 : hooks.size(), hook);
        return () -> hooks.removeIf(each -> each == hook);
    }

    Object run(Module module, Function<Object[], ?> forward, Object... given) {
        Object[] inputs = given;
        Object output = null;
        int done = 0;
        try {
            for (PreHook each : before) {
                Object[] replaced = each.hook.before(module, inputs);
                inputs = replaced == null ? inputs : replaced;
            }
            output = forward.apply(inputs);
            for (Hook each : after) {
                done++;
                Object replaced = each.hook.after(module, inputs, output);
                output = replaced == null ? output : replaced;
            }
            return output;
        } catch (RuntimeException e) {
            runAlways(module, inputs, output, done, e);
            throw e;
        }
    }

    private void runAlways(
            Module module, Object[] inputs, Object output, int done, RuntimeException failure) {
        int index = 0;
        for (Hook each : after) {
            boolean isDone = index++ < done;
            if (each.always && !isDone) {
                try {
                    each.hook.after(module, inputs, output);
                } catch (RuntimeException e) {
                    failure.addSuppressed(e);
                }
            }
        }
    }
}
