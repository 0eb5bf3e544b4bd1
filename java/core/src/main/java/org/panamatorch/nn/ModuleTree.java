package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.HookList;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.nn.hook.RegistrationHook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** The contents of one module: its parameters, buffers and submodules under their names. */
final class ModuleTree {
    private static final String PARAMETRIZATIONS = "parametrizations";

    private final Module owner;
    final Map<String, Tensor> parameters = new LinkedHashMap<>();
    final Map<String, Tensor> buffers = new LinkedHashMap<>();
    final SequencedMap<String, Module> children = new LinkedHashMap<>();
    final Set<String> transientBuffers = new HashSet<>();
    // Tensors that are neither parameters nor buffers, or stand for one as long as they are there.
    Map<String, Tensor> attributes = Map.of();
    // Whether this has ever been a part: only then can a part of its own hold it.
    boolean isPart;

    ModuleTree(Module owner) {
        this.owner = owner;
    }

    Module owner() {
        return owner;
    }

    Tensor registerParameter(String name, Tensor parameter, boolean requiresGrad) {
        Registration.requireName("parameter", name);
        Registration.requireFree(this, name, parameters);
        if (parameter != null) {
            if (!parameter.isLeaf()) {
                throw Checks.value(
                        "Cannot assign non-leaf Tensor to parameter '"
                                + name
                                + "'. Model parameters must be created"
                                + " explicitly. To express '"
                                + name
                                + "' as a function of another Tensor, compute the"
                                + " value in the forward() method.");
            }
            if (parameter.dtype().isFloatingPoint() || parameter.dtype().isComplex()) {
                parameter.requiresGrad_(requiresGrad);
            }
        }
        Tensor registered =
                parameter == null ? null : registered(ModuleHooks.PARAMETERS, name, parameter);
        if (registered != null) {
            TensorScope.release(registered);
        }
        parameters.put(name, registered);
        if (parameter != null) {
            owner.parameterReplaced(name, registered);
        }
        return registered;
    }

    private Tensor registered(
            HookList<RegistrationHook<Tensor>> hooks, String name, Tensor tensor) {
        Tensor registered = ModuleHooks.registered(hooks, owner, name, tensor);
        if (registered != null) {
            Arguments.requireOpen(registered, "RegistrationHook", name);
        }
        return registered;
    }

    /** Takes a parameter as it is, such as one of a native module. */
    void adoptParameter(String name, Tensor parameter) {
        Tensor registered = registered(ModuleHooks.PARAMETERS, name, parameter);
        parameters.put(name, TensorScope.release(registered));
        if (registered != parameter) {
            owner.parameterReplaced(name, registered);
        }
    }

    Tensor registerBuffer(String name, Tensor buffer, boolean persistent) {
        Registration.requireName("buffer", name);
        Registration.requireFree(this, name, buffers);
        Tensor registered = registered(ModuleHooks.BUFFERS, name, buffer);
        if (registered != null) {
            TensorScope.release(registered);
        }
        buffers.put(name, registered);
        if (persistent) {
            transientBuffers.remove(name);
        } else {
            transientBuffers.add(name);
        }
        return registered;
    }

    @SuppressWarnings("unchecked") // A hook has to give what the module expects.
    <M extends Module> M register(String name, M module) {
        Registration.requireName("module", name);
        Registration.requireFree(this, name, children);
        M registered = (M) ModuleHooks.<Module>registered(ModuleHooks.PARTS, owner, name, module);
        if (registered != null) {
            Registration.requireTree(this, name, registered);
            ((Module) registered).tree.isPart = true;
        }
        children.put(name, registered);
        return registered;
    }

    @SuppressWarnings("unchecked")
    <M extends Module> M part(String name, M module) {
        Module registered = register(name, (Module) module);
        if (!module.getClass().isInstance(registered)) {
            throw HookTypes.refusal(
                    "registration hook",
                    owner,
                    registered.typeName() + " for '" + name + "'",
                    module.typeName());
        }
        return (M) registered;
    }

    void unregister(String name) {
        Registration.requireText("unregister", "name", name);
        if (parameters.containsKey(name)) {
            parameters.remove(name);
        } else if (buffers.containsKey(name)) {
            buffers.remove(name);
            transientBuffers.remove(name);
        } else if (children.containsKey(name)) {
            children.remove(name);
        } else if (attributes.containsKey(name)) {
            attributes.remove(name);
        } else {
            throw Checks.attribute("'" + className() + "' object has no attribute '" + name + "'");
        }
    }

    private static TorchException noAttribute(Module module, String name) {
        return Checks.attribute(module.tree.className() + " has no attribute `" + name + "`");
    }

    /** The name that Python gives the class: another one while a tensor is parametrized. */
    String className() {
        boolean isParametrized =
                children.get(PARAMETRIZATIONS) instanceof ModuleDict<?> all && all.size() > 0;
        return (isParametrized ? "Parametrized" : "") + owner.typeName();
    }

    /** The parametrization that computes a tensor of this module, or null if there is none. */
    ParametrizationList parametrizations(String name) {
        return children.get(PARAMETRIZATIONS) instanceof ModuleDict<?> all
                        && ((Module) all).tree.children.get(name)
                                instanceof ParametrizationList list
                ? list
                : null;
    }

    Tensor attribute(String name) {
        Registration.requireText("attribute", "name", name);
        Tensor found = attributes.get(name);
        if (found == null) {
            found = parameters.get(name);
        }
        if (found == null) {
            found = buffers.get(name);
        }
        if (found == null) {
            ParametrizationList list = parametrizations(name);
            found = list == null ? null : list.value();
        }
        return found;
    }

    void setAttribute(String name, Tensor value) {
        ParametrizationList list = parametrizations(name);
        if (list != null) {
            list.rightInverse(value);
        } else if (parameters.containsKey(name)) {
            Registration.requireParameter(parameters.get(name), name, value);
            registerParameter(name, value, value != null && value.requiresGrad());
        } else if (buffers.containsKey(name)) {
            registerBuffer(name, value, !transientBuffers.contains(name));
        } else {
            Registration.requireName("attribute", name);
            Registration.requireFree(this, name, attributes);
            override(name, value == null ? null : TensorScope.release(value));
        }
    }

    /** Lets a tensor stand for whatever has the name, or null for nothing; gives what did so. */
    Tensor override(String name, Tensor tensor) {
        if (tensor == null) {
            Tensor before = attributes.isEmpty() ? null : attributes.remove(name);
            if (parameters.get(name) != null) {
                owner.parameterReplaced(name, parameters.get(name));
            }
            return before;
        }
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>();
        }
        return attributes.put(name, tensor);
    }

    Module submodule(String target) {
        Registration.requireText("getSubmodule", "target", target);
        Module module = owner;
        for (String name : target.isEmpty() ? new String[0] : target.split("\\.", -1)) {
            Module part = module.tree.children.get(name);
            if (part == null) {
                boolean isTensor =
                        module.tree.parameters.containsKey(name)
                                || module.tree.buffers.containsKey(name);
                throw isTensor
                        ? Checks.attribute("`" + name + "` is not an nn.Module")
                        : noAttribute(module, name);
            }
            module = part;
        }
        return module;
    }

    void setSubmodule(String target, Module module) {
        Registration.requireText("setSubmodule", "target", target);
        if (target.isEmpty()) {
            throw Checks.value("Cannot set the submodule without a target name!");
        }
        submodule(parent(target)).register(last(target), module);
    }

    Tensor parameter(String target) {
        Registration.requireText("getParameter", "target", target);
        Module module = submodule(parent(target));
        Tensor found = module.tree.parameters.get(last(target));
        if (found == null) {
            boolean isOther =
                    module.tree.buffers.containsKey(last(target))
                            || module.tree.children.containsKey(last(target));
            throw isOther
                    ? Checks.attribute("`" + last(target) + "` is not an nn.Parameter")
                    : noAttribute(module, last(target));
        }
        return found;
    }

    Tensor buffer(String target) {
        Registration.requireText("getBuffer", "target", target);
        Module module = submodule(parent(target));
        if (!module.tree.buffers.containsKey(last(target))) {
            boolean isOther =
                    module.tree.parameters.containsKey(last(target))
                            || module.tree.children.containsKey(last(target));
            throw isOther
                    ? Checks.attribute("`" + last(target) + "` is not a buffer")
                    : noAttribute(module, last(target));
        }
        return module.tree.buffers.get(last(target));
    }

    private static String parent(String target) {
        return target.substring(0, Math.max(target.lastIndexOf('.'), 0));
    }

    private static String last(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    /** The parts that are there by their names, each once. */
    Map<String, Module> namedChildren() {
        Map<String, Module> found = new LinkedHashMap<>();
        Set<Module> seen = ModulePlace.identitySet();
        children.forEach(
                (name, child) -> {
                    if (child != null && seen.add(child)) {
                        found.put(name, child);
                    }
                });
        return found;
    }

    /** Runs an action on the direct parts, which goes on to theirs. */
    void forEachChild(String operation, Consumer<Module> action) {
        try {
            namedChildren().values().forEach(action);
        } catch (StackOverflowError e) {
            throw tooDeep(operation);
        }
    }

    void apply(Consumer<Module> action) {
        forEachChild("apply", child -> child.apply(action));
        action.accept(owner);
    }

    /** Drops the gradient of a parameter, or fills it with zeros. */
    static void clearGrad(Tensor parameter, boolean setToNone) {
        if (setToNone) {
            parameter.setGrad(null);
            return;
        }
        Tensor grad = parameter.grad();
        if (grad != null) {
            try (grad) {
                if (grad.gradFn() != null) {
                    grad.detach_();
                } else {
                    grad.requiresGrad_(false);
                }
                grad.zero_();
            }
        }
    }

    private Tensor own(String name) {
        return parameters.containsKey(name) ? parameters.get(name) : buffers.get(name);
    }

    /** Gives a parameter or buffer of a lazy module its size, without values. */
    void materialize(String name, long... size) {
        Tensor tensor = own(name);
        try (Tensor plain = tensor.data();
                Tensor sized = plain.newEmpty(size)) {
            tensor.setData(sized);
        }
        TensorCalls.initialize(tensor);
    }

    /** Takes these parameters and buffers, where they are there, for such without a size. */
    void markUninitialized(String... names) {
        for (String name : names) {
            if (parameters.get(name) != null) {
                TensorCalls.uninitialize(parameters.get(name), true);
            } else if (buffers.get(name) != null) {
                TensorCalls.uninitialize(buffers.get(name), false);
            }
        }
    }

    /** The names of the parameters and buffers that have no size yet. */
    List<String> uninitialized() {
        List<String> names = new ArrayList<>();
        for (Map<String, Tensor> tensors : List.of(parameters, buffers)) {
            tensors.forEach(
                    (name, tensor) -> {
                        if (tensor != null && tensor.isLazy()) {
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    /** Refuses a lazy module, as the operation does in Python. */
    void requireSizes(String operation) {
        for (String name : uninitialized()) {
            Arguments.tensor(own(name), operation, "self");
        }
    }

    /**
     * Makes the error that says that modules are nested deeper than a thread's stack has room for.
     */
    static TorchException tooDeep(String operation) {
        return Checks.runtime(
                operation + ": the modules are nested too deeply for the stack of this thread");
    }
}
