package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.hook.ForwardPreHook;

import java.util.function.Function;

/** The parameters that hooks of one kind compute. */
final class HookedNorms {
    private final String kind;

    /** Computes a parameter before its module is called. */
    private record NormHook(
            HookedNorms norms,
            String name,
            Function<Module, Tensor> whenCalled,
            Function<Module, Tensor> whenRemoved)
            implements ForwardPreHook {
        @Override
        public Object[] before(Module module, Object[] inputs) {
            module.setAttribute(name, whenCalled.apply(module));
            return null;
        }
    }

    HookedNorms(String kind) {
        this.kind = kind;
    }

    private NormHook find(Module module, String name) {
        Arguments.requirePresent(module, kind, "module", "a module");
        for (ForwardPreHook hook : module.forwardPreHooks()) {
            if (hook instanceof NormHook norm && norm.norms == this && norm.name.equals(name)) {
                return norm;
            }
        }
        return null;
    }

    void requireNone(Module module, String name) {
        if (find(module, name) != null) {
            throw new TorchException(
                    Kind.RUNTIME,
                    "Cannot register two " + kind + " hooks on the same parameter " + name);
        }
    }

    /**
     * Lets a hook compute a parameter.
     *
     * @param module whose parameter it is
     * @param name the parameter's name
     * @param whenCalled computes it each time that the module is called
     * @param whenRemoved computes what it is when the hook is removed
     */
    void put(
            Module module,
            String name,
            Function<Module, Tensor> whenCalled,
            Function<Module, Tensor> whenRemoved) {
        module.registerForwardPreHook(new NormHook(this, name, whenCalled, whenRemoved));
    }

    /** Makes the computed tensor the parameter again. */
    void remove(Module module, String name, String... suffixes) {
        NormHook hook = find(module, name);
        if (hook == null) {
            throw new TorchException(
                    Kind.VALUE, kind + " of '" + name + "' not found in " + module);
        }
        Tensor weight;
        try (var _ = Torch.noGrad()) {
            weight = hook.whenRemoved.apply(module);
        }
        module.unregister(name);
        for (String suffix : suffixes) {
            module.unregister(name + suffix);
        }
        module.registerParameter(name, weight.detach());
        module.removeForwardPreHook(hook);
    }
}
