package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** What a module is made of: its parameters, buffers and parts under their names. */
public abstract class ModuleTree {
    private static final String PARAMETRIZATIONS = "parametrizations";

    // Read and written by the classes of this package that load, convert, copy and print modules.
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> buffers = new LinkedHashMap<>();
    SequencedMap<String, Module> children = new LinkedHashMap<>();
    // Whether this has ever been a part: only then can a part of its own hold it.
    boolean isPart;
    Set<String> transientBuffers = new HashSet<>();
    // Tensors that are neither parameters nor buffers, or stand for one as long as they are there.
    Map<String, Tensor> attributes = Map.of();

    ModuleTree() {}

    final Module self() {
        return (Module) this;
    }

    /**
     * Makes a tensor a parameter of this module, and lets autograd record operations on it. A
     * parameter of that name is replaced.
     *
     * @param name its name, without dots
     * @param parameter the tensor, or null for an optional parameter that is not there
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a buffer or a part, or
     *     the tensor is no leaf
     */
    public final Tensor registerParameter(String name, Tensor parameter) {
        return registerParameter(name, parameter, true);
    }

    /**
     * Makes a tensor a parameter of this module. A parameter of that name is replaced.
     *
     * @param name its name, without dots
     * @param parameter the tensor, or null for an optional parameter that is not there
     * @param requiresGrad whether autograd shall record operations on it
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a buffer or a part, or
     *     the tensor is no leaf
     */
    public final Tensor registerParameter(String name, Tensor parameter, boolean requiresGrad) {
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
                parameter == null
                        ? null
                        : ModuleHooks.registered(ModuleHooks.PARAMETERS, self(), name, parameter);
        if (registered != null) {
            TensorScope.detach(registered);
        }
        parameters.put(name, registered);
        if (parameter != null) {
            self().parameterReplaced(name, registered);
        }
        return registered;
    }

    /**
     * Takes parameters as they are, such as those of a native module.
     *
     * @param name the name
     * @param parameter the tensor
     */
    final void adoptParameter(String name, Tensor parameter) {
        Tensor registered = ModuleHooks.registered(ModuleHooks.PARAMETERS, self(), name, parameter);
        parameters.put(name, TensorScope.detach(registered));
        if (registered != parameter) {
            self().parameterReplaced(name, registered);
        }
    }

    /**
     * Makes a tensor a buffer of this module: part of its state, but not trained. A buffer of that
     * name is replaced.
     *
     * @param name its name, without dots
     * @param buffer the tensor, or null for an optional buffer that is not there
     * @param persistent whether it is part of {@code stateDict}
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a parameter or a part
     */
    public final Tensor registerBuffer(String name, Tensor buffer, boolean persistent) {
        Registration.requireName("buffer", name);
        Registration.requireFree(this, name, buffers);
        Tensor registered = ModuleHooks.registered(ModuleHooks.BUFFERS, self(), name, buffer);
        if (registered != null) {
            TensorScope.detach(registered);
        }
        buffers.put(name, registered);
        if (persistent) {
            transientBuffers.remove(name);
        } else {
            transientBuffers.add(name);
        }
        return registered;
    }

    /**
     * Makes a tensor a persistent buffer of this module. A buffer of that name is replaced.
     *
     * @param name its name, without dots
     * @param buffer the tensor, or null for an optional buffer that is not there
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a parameter or a part
     */
    public final Tensor registerBuffer(String name, Tensor buffer) {
        return registerBuffer(name, buffer, true);
    }

    /**
     * Makes a module a part of this one, as Python's {@code add_module}. A part of that name is
     * replaced.
     *
     * @param name its name, without dots
     * @param module the module, or null for an optional part that is not there
     * @param <M> its class
     * @return the module
     * @throws TorchException if the name is empty, has a dot or is that of a parameter or a buffer
     * @throws IllegalArgumentException if the module is or holds this one
     */
    @SuppressWarnings("unchecked") // A hook has to give what the module expects.
    public final <M extends Module> M register(String name, M module) {
        Registration.requireName("module", name);
        Registration.requireFree(this, name, children);
        M registered = (M) ModuleHooks.<Module>registered(ModuleHooks.PARTS, self(), name, module);
        if (registered != null) {
            Registration.requireTree(this, name, registered);
            ((ModuleTree) registered).isPart = true;
        }
        children.put(name, registered);
        return registered;
    }

    /**
     * Removes a parameter, a buffer, a part or a tensor attribute, as Python's {@code del
     * module.name}.
     *
     * @param name its name
     * @throws TorchException if there is none
     */
    public final void unregister(String name) {
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
        return Checks.attribute(
                ((ModuleTree) module).className() + " has no attribute `" + name + "`");
    }

    /** The name that Python gives the class: another one while a tensor is parametrized. */
    final String className() {
        boolean isParametrized =
                children.get(PARAMETRIZATIONS) instanceof ModuleDict<?> all && all.size() > 0;
        return (isParametrized ? "Parametrized" : "") + self().typeName();
    }

    /** What a tensor of this module is computed by, or null if it is not parametrized. */
    final ParametrizationList parametrizations(String name) {
        return children.get(PARAMETRIZATIONS) instanceof ModuleDict<?> all
                        && all.children.get(name) instanceof ParametrizationList list
                ? list
                : null;
    }

    /**
     * A tensor of this module itself, as Python's {@code module.name}: a parameter, a buffer, or
     * what its parametrizations make of the originals.
     *
     * @param name its name
     * @return the tensor; a new one if it is parametrized; null if it is not there
     * @see org.panamatorch.nn.utils.Parametrize
     */
    public final Tensor attribute(String name) {
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

    /**
     * Sets a tensor of this module itself, as Python's {@code module.name = value}. A parametrized
     * one gets the originals that give the value; a parameter or a buffer is replaced; under
     * another name, the module keeps the tensor as one that is no part of its state.
     *
     * @param name its name, without dots
     * @param value the tensor, or null for an optional one that is not there
     * @throws TorchException if the name is empty, has a dot or is that of a part, the tensor is to
     *     replace a parameter and is no leaf or requires no gradient, or the parametrizations have
     *     no inverse
     */
    public final void setAttribute(String name, Tensor value) {
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
            override(name, value == null ? null : TensorScope.detach(value));
        }
    }

    /** Lets a tensor stand for whatever has the name, or null for nothing; gives what did so. */
    final Tensor override(String name, Tensor tensor) {
        if (tensor == null) {
            Tensor before = attributes.isEmpty() ? null : attributes.remove(name);
            if (parameters.get(name) != null) {
                self().parameterReplaced(name, parameters.get(name));
            }
            return before;
        }
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>();
        }
        return attributes.put(name, tensor);
    }

    /**
     * A parameter of this module itself. What computes with it asks for it each time: the object is
     * another one after the module has left the meta device, or while the parameter is
     * parametrized.
     *
     * @param name its name
     * @return the tensor, or null if it is not there
     */
    protected final Tensor parameter(String name) {
        return attribute(name);
    }

    /**
     * A buffer of this module itself. What computes with it asks for it each time: the object is
     * another one after the module has left the meta device, or while the buffer is parametrized.
     *
     * @param name its name
     * @return the tensor, or null if it is not there
     */
    protected final Tensor buffer(String name) {
        return attribute(name);
    }

    /**
     * A part by its path.
     *
     * @param target a path such as {@code layers.0.self_attn}; empty for this module
     * @return the part
     * @throws TorchException if there is none
     */
    public final Module getSubmodule(String target) {
        Registration.requireText("getSubmodule", "target", target);
        Module module = self();
        for (String name : target.isEmpty() ? new String[0] : target.split("\\.", -1)) {
            Module part = module.children.get(name);
            if (part == null) {
                boolean isTensor =
                        module.parameters.containsKey(name) || module.buffers.containsKey(name);
                throw isTensor
                        ? Checks.attribute("`" + name + "` is not an nn.Module")
                        : noAttribute(module, name);
            }
            module = part;
        }
        return module;
    }

    /**
     * Puts a part at a path.
     *
     * @param target a path such as {@code layers.0.self_attn}, whose last name may be new
     * @param module the part
     * @throws TorchException if there is nothing at the path up to the last name
     */
    public final void setSubmodule(String target, Module module) {
        Registration.requireText("setSubmodule", "target", target);
        if (target.isEmpty()) {
            throw Checks.value("Cannot set the submodule without a target name!");
        }
        getSubmodule(parent(target)).register(last(target), module);
    }

    /**
     * A parameter by its path.
     *
     * @param target a path such as {@code layers.0.weight}
     * @return the tensor
     * @throws TorchException if there is none
     */
    public final Tensor getParameter(String target) {
        Registration.requireText("getParameter", "target", target);
        Module module = getSubmodule(parent(target));
        Tensor found = module.parameters.get(last(target));
        if (found == null) {
            boolean isOther =
                    module.buffers.containsKey(last(target))
                            || module.children.containsKey(last(target));
            throw isOther
                    ? Checks.attribute("`" + last(target) + "` is not an nn.Parameter")
                    : noAttribute(module, last(target));
        }
        return found;
    }

    /**
     * A buffer by its path.
     *
     * @param target a path such as {@code layers.0.running_mean}
     * @return the tensor, or null for an optional buffer that is not there
     * @throws TorchException if there is none
     */
    public final Tensor getBuffer(String target) {
        Registration.requireText("getBuffer", "target", target);
        Module module = getSubmodule(parent(target));
        if (!module.buffers.containsKey(last(target))) {
            boolean isOther =
                    module.parameters.containsKey(last(target))
                            || module.children.containsKey(last(target));
            throw isOther
                    ? Checks.attribute("`" + last(target) + "` is not a buffer")
                    : noAttribute(module, last(target));
        }
        return module.buffers.get(last(target));
    }

    private static String parent(String target) {
        return target.substring(0, Math.max(target.lastIndexOf('.'), 0));
    }

    private static String last(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    /**
     * The parameters of this module and its parts, each once.
     *
     * @return a new list in the order of registration, those of parents first
     */
    public final List<Tensor> parameters() {
        return ModulePlace.tensors(modules(), module -> module.parameters);
    }

    /**
     * The parameters of this module and its parts by their names, such as {@code rnn.weight_ih_l0};
     * one that is used twice has the first of its names.
     *
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedParameters() {
        return namedParameters("", true, true);
    }

    /**
     * The parameters by their names.
     *
     * @param prefix what comes before the names and a dot, or nothing
     * @param recurse whether those of the parts are among them
     * @param removeDuplicate whether one that is used twice has the first of its names only
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedParameters(
            String prefix, boolean recurse, boolean removeDuplicate) {
        Registration.requireText("namedParameters", "prefix", prefix);
        return ModulePlace.namedTensors(
                self(), module -> module.parameters, prefix, recurse, removeDuplicate);
    }

    /**
     * The buffers of this module and its parts, each once.
     *
     * @return a new list in the order of registration, those of parents first
     */
    public final List<Tensor> buffers() {
        return ModulePlace.tensors(modules(), module -> module.buffers);
    }

    /**
     * The buffers of this module and its parts by their names; one that is used twice has the first
     * of its names.
     *
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedBuffers() {
        return namedBuffers("", true, true);
    }

    /**
     * The buffers by their names.
     *
     * @param prefix what comes before the names and a dot, or nothing
     * @param recurse whether those of the parts are among them
     * @param removeDuplicate whether one that is used twice has the first of its names only
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedBuffers(
            String prefix, boolean recurse, boolean removeDuplicate) {
        Registration.requireText("namedBuffers", "prefix", prefix);
        return ModulePlace.namedTensors(
                self(), module -> module.buffers, prefix, recurse, removeDuplicate);
    }

    /**
     * The direct parts of this module, each once.
     *
     * @return a new list in the order of registration
     */
    public final List<Module> children() {
        return List.copyOf(namedChildren().values());
    }

    /**
     * The direct parts of this module by their names; one that is used twice has the first of its
     * names.
     *
     * @return a new map in the order of registration
     */
    public final Map<String, Module> namedChildren() {
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

    /**
     * This module and its parts, each once.
     *
     * @return a new list, parents before their parts
     */
    public final List<Module> modules() {
        List<Module> found = new ArrayList<>();
        ModulePlace.all(self(), "", true).forEach(place -> found.add(place.module()));
        return found;
    }

    /**
     * This module and its parts, each once, by their paths; this module's own is empty.
     *
     * @return a new map in the order of registration, parents before their parts
     */
    public final Map<String, Module> namedModules() {
        return namedModules("", true);
    }

    /**
     * This module and its parts by their paths.
     *
     * @param prefix this module's own path
     * @param removeDuplicate whether one that is used twice has the first of its paths only
     * @return a new map in the order of registration, parents before their parts
     */
    public final Map<String, Module> namedModules(String prefix, boolean removeDuplicate) {
        Registration.requireText("namedModules", "prefix", prefix);
        Map<String, Module> found = new LinkedHashMap<>();
        ModulePlace.all(self(), prefix, removeDuplicate)
                .forEach(place -> found.put(place.path(), place.module()));
        return found;
    }

    /**
     * Runs an action on the parts of this module and then on itself.
     *
     * @param action the action
     * @return this
     */
    public final Module apply(Consumer<Module> action) {
        Arguments.requirePresent(action, "apply", "action", "a function");
        try {
            children().forEach(child -> child.apply(action));
        } catch (StackOverflowError e) {
            throw tooDeep("apply");
        }
        action.accept(self());
        return self();
    }

    /**
     * How many numbers the parameters have, those that are shared counted once.
     *
     * @return the sum of their elements
     * @throws TorchException if the size of one is not known yet
     */
    public final long numParameters() {
        return self().parameters().stream().mapToLong(Tensor::numel).sum();
    }

    /**
     * What says that there are more modules inside each other than a thread's stack has room for.
     */
    static TorchException tooDeep(String operation) {
        return Checks.runtime(
                operation + ": the modules are nested too deeply for the stack of this thread");
    }
}
