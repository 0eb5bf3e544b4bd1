package org.panamatorch.internal.call;

import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The hooks of tensors. */
public final class HookCalls {
    private static final Object registration = new Object();

    private HookCalls() {}

    // Not a record: the same function twice is two hooks.
    private static final class Hook<F> {
        final F function;

        Hook(F function) {
            this.function = function;
        }
    }

    /** All the hooks of a tensor: native code knows one. */
    private abstract static class Hooks<F> implements Callbacks.Code {
        final List<Hook<F>> hooks = new CopyOnWriteArrayList<>();

        HookHandle add(F function) {
            Hook<F> hook = new Hook<>(function);
            hooks.add(hook);
            return () -> hooks.remove(hook);
        }
    }

    private static final class GradientHooks extends Hooks<UnaryOperator<Tensor>> {
        @Override
        public Tensor[] run(Tensor[] arguments) {
            Tensor grad = arguments[0];
            int index = 0;
            for (Hook<UnaryOperator<Tensor>> hook : hooks) {
                Tensor replaced = hook.function.apply(grad);
                if (replaced != null) {
                    requireFit(grad, replaced, index);
                    grad = replaced;
                }
                index++;
            }
            return grad == arguments[0] ? null : new Tensor[] {grad};
        }

        private static void requireFit(Tensor grad, Tensor replaced, int index) {
            if (grad == null) {
                throw new TorchException(
                        Kind.RUNTIME, "can't replace a None gradient with a non-None value");
            }
            try (Frame frame = Frame.open()) {
                Failure.check(
                        PanamaTorch.pt_hook_check(
                                Arguments.tensor(grad, "registerHook", "gradient"),
                                Arguments.tensor(replaced, "registerHook", "replacement"),
                                frame.string(Integer.toString(index), "registerHook", "name")),
                        "registerHook",
                        "gradient",
                        grad,
                        "replacement",
                        replaced);
                Arguments.keepAlive(grad, replaced);
            }
        }
    }

    private static final class AccumulatedHooks extends Hooks<Consumer<Tensor>> {
        // Strong, it would keep its own tensor.
        private final WeakReference<Tensor> registered;

        AccumulatedHooks(Tensor tensor) {
            registered = new WeakReference<>(tensor);
        }

        @Override
        public Tensor[] run(Tensor[] arguments) {
            Tensor tensor = registered.get();
            if (tensor == null || tensor.isClosed()) {
                tensor = arguments[0];
            } else {
                arguments[0].close();
            }
            for (Hook<Consumer<Tensor>> hook : hooks) {
                hook.function.accept(tensor);
            }
            return null;
        }
    }

    private interface Registration {
        int register(MemorySegment tensor, long id, MemorySegment ret);
    }

    /**
     * Lets a function see the tensor's gradient, and replace it.
     *
     * @param self the tensor
     * @param hook the function
     * @return what removes it
     */
    public static HookHandle registerHook(Tensor self, UnaryOperator<Tensor> hook) {
        Arguments.requirePresent(hook, "registerHook", "hook", "a function");
        return register(
                self, "registerHook", new GradientHooks(), hook, PanamaTorch::pt_tensor_hook);
    }

    /**
     * Lets a function see the tensor each time that a gradient was accumulated in it.
     *
     * @param self the tensor
     * @param hook the function
     * @return what removes it
     */
    public static HookHandle registerPostAccumulateGradHook(Tensor self, Consumer<Tensor> hook) {
        Arguments.requirePresent(hook, "registerPostAccumulateGradHook", "hook", "a function");
        return register(
                self,
                "registerPostAccumulateGradHook",
                new AccumulatedHooks(self),
                hook,
                PanamaTorch::pt_tensor_post_accumulate_grad_hook);
    }

    @SuppressWarnings("unchecked")
    private static <F> HookHandle register(
            Tensor self, String operation, Hooks<F> fresh, F hook, Registration registration) {
        MemorySegment tensor = Arguments.tensor(self, operation, "self");
        synchronized (HookCalls.registration) {
            Long id = Callbacks.add(fresh);
            boolean isTaken = false;
            try (Frame frame = Frame.open()) {
                MemorySegment ret = frame.slot();
                int status = registration.register(tensor, id, ret);
                Arguments.keepAlive(self);
                if (status != PanamaTorch.PT_OK()) {
                    throw Failure.exception(operation, "self", self);
                }
                long actual = Results.longAt(ret);
                isTaken = actual == id;
                return ((Hooks<F>) Callbacks.get(actual)).add(hook);
            } finally {
                if (!isTaken) {
                    Callbacks.remove(id);
                }
            }
        }
    }
}
