package org.panamatorch.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;

/**
 * The base of all modules, PyTorch's and your own.
 *
 * <p>A module registers its parameters, buffers and submodules under their names in its constructor:
 *
 * <pre>{@code
 * final class Model extends Module {
 *     private final RNN rnn = register("rnn", new RNN(4, 8));
 *     private final Linear fc = register("fc", new Linear(8, 4));
 *
 *     Tensor forward(Tensor x) {
 *         return fc.forward(rnn.forward(x).output());
 *     }
 * }
 * }</pre>
 *
 * <p>Registered tensors belong to no {@link TensorScope}: they live as long as something refers to them.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class Module {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Set<String> transientBuffers = new LinkedHashSet<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private boolean training = true;

    /** Makes a module without parameters, in training mode. */
    protected Module() {}

    /**
     * Makes a tensor a parameter of this module, and lets autograd record operations on it.
     *
     * @param name its name, without dots
     * @param parameter the tensor, or null for an optional parameter that is not there
     * @return the tensor
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken, or the tensor is no leaf
     */
    protected final Tensor registerParameter(String name, Tensor parameter) {
        requireFree(name, "registerParameter");
        if (parameter != null) {
            if (!parameter.isLeaf()) {
                throw new IllegalArgumentException(
                        "registerParameter: '" + name + "' was computed by recorded operations, a parameter must be a leaf");
            }
            if (parameter.dtype().isFloatingPoint() || parameter.dtype().isComplex()) {
                parameter.requiresGrad_(true);
            }
            TensorScope.detach(parameter);
        }
        parameters.put(name, parameter);
        return parameter;
    }

    /**
     * Takes parameters as they are, such as those of a native module.
     *
     * @param name the name
     * @param parameter the tensor
     */
    final void adoptParameter(String name, Tensor parameter) {
        parameters.put(name, TensorScope.detach(parameter));
    }

    /**
     * Makes a tensor a buffer of this module: part of its state, but not trained.
     *
     * @param name its name, without dots
     * @param buffer the tensor, or null for an optional buffer that is not there
     * @param persistent whether it is part of {@code stateDict}
     * @return the tensor
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final Tensor registerBuffer(String name, Tensor buffer, boolean persistent) {
        requireFree(name, "registerBuffer");
        if (buffer != null) {
            TensorScope.detach(buffer);
        }
        buffers.put(name, buffer);
        if (!persistent) {
            transientBuffers.add(name);
        }
        return buffer;
    }

    /**
     * Makes a tensor a persistent buffer of this module.
     *
     * @param name its name, without dots
     * @param buffer the tensor, or null for an optional buffer that is not there
     * @return the tensor
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final Tensor registerBuffer(String name, Tensor buffer) {
        return registerBuffer(name, buffer, true);
    }

    /**
     * Makes a module a part of this one.
     *
     * @param name its name, without dots
     * @param module the module, or null for an optional part that is not there
     * @param <M> its class
     * @return the module
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final <M extends Module> M register(String name, M module) {
        requireFree(name, "register");
        children.put(name, module);
        return module;
    }

    private void requireFree(String name, String operation) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException(operation + ": name '" + name + "' is empty or has a dot");
        }
        if (parameters.containsKey(name) || buffers.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException(operation + ": name '" + name + "' is taken in " + typeName());
        }
    }

    /**
     * The parameters of this module and its parts, each once.
     *
     * @return a new list
     */
    public final List<Tensor> parameters() {
        return List.copyOf(namedParameters().values());
    }

    /**
     * The parameters of this module and its parts by their names, such as {@code rnn.weight_ih_l0}; one that is used twice has the
     * first of its names.
     *
     * @return a new map in the order of registration
     */
    public final Map<String, Tensor> namedParameters() {
        return named(module -> module.parameters);
    }

    /**
     * The buffers of this module and its parts by their names.
     *
     * @return a new map in the order of registration
     */
    public final Map<String, Tensor> namedBuffers() {
        return named(module -> module.buffers);
    }

    private interface Members {
        Map<String, Tensor> of(Module module);
    }

    private Map<String, Tensor> named(Members members) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        namedModules()
                .forEach(
                        (path, module) ->
                                members.of(module)
                                        .forEach(
                                                (name, tensor) -> {
                                                    if (tensor != null && seen.add(tensor)) {
                                                        found.put(joined(path, name), tensor);
                                                    }
                                                }));
        return found;
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /**
     * The direct parts of this module by their names.
     *
     * @return a view in the order of registration
     */
    public final Map<String, Module> namedChildren() {
        return Collections.unmodifiableMap(children);
    }

    /**
     * This module and its parts, each once, by their paths; this module's own is empty.
     *
     * @return a new map in the order of registration, parents before their parts
     */
    public final Map<String, Module> namedModules() {
        Map<String, Module> found = new LinkedHashMap<>();
        collect("", found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found;
    }

    private void collect(String path, Map<String, Module> found, Set<Module> seen) {
        if (seen.add(this)) {
            found.put(path, this);
            children.forEach(
                    (name, child) -> {
                        if (child != null) {
                            child.collect(joined(path, name), found, seen);
                        }
                    });
        }
    }

    /**
     * This module and its parts, each once.
     *
     * @return a new list, parents before their parts
     */
    public final List<Module> modules() {
        return new ArrayList<>(namedModules().values());
    }

    /**
     * Runs an action on the parts of this module and then on itself.
     *
     * @param action the action
     */
    public final void apply(Consumer<Module> action) {
        children.values().stream().filter(child -> child != null).forEach(child -> child.apply(action));
        action.accept(this);
    }

    /**
     * Whether the module is in training mode, which dropout, batch normalisation and the like heed.
     *
     * @return true at first
     */
    public final boolean isTraining() {
        return training;
    }

    /**
     * Sets training mode for this module and its parts.
     *
     * @param mode whether it trains
     */
    public void train(boolean mode) {
        training = mode;
        children.values().stream().filter(child -> child != null).forEach(child -> child.train(mode));
    }

    /** Sets training mode for this module and its parts. */
    public final void train() {
        train(true);
    }

    /** Sets evaluation mode for this module and its parts. */
    public final void eval() {
        train(false);
    }

    /** Drops the gradients of all parameters. */
    public final void zeroGrad() {
        parameters().forEach(parameter -> parameter.setGrad(null));
    }

    /**
     * Lets autograd record operations on the parameters, or not.
     *
     * @param requiresGrad whether it shall
     */
    public final void requiresGrad_(boolean requiresGrad) {
        parameters().forEach(parameter -> parameter.requiresGrad_(requiresGrad));
    }

    /**
     * What the printed form shows in parentheses, as Python's {@code extra_repr}.
     *
     * @return a text such as {@code in_features=4, out_features=2, bias=True}, empty if there is nothing to show
     */
    protected String extraRepr() {
        return "";
    }

    /**
     * The name of the printed form.
     *
     * @return the simple name of the class
     */
    protected String typeName() {
        return getClass().getSimpleName();
    }

    /**
     * The module as Python prints it.
     *
     * @return several lines where there are parts
     */
    @Override
    public String toString() {
        String extra = extraRepr();
        if (children.isEmpty()) {
            return typeName() + "(" + extra + ")";
        }
        StringBuilder text = new StringBuilder(typeName()).append("(\n");
        if (!extra.isEmpty()) {
            text.append("  ").append(extra.replace("\n", "\n  ")).append('\n');
        }
        children.forEach(
                (name, child) ->
                        text.append("  (").append(name).append("): ")
                                .append(String.valueOf(child).replace("\n", "\n  "))
                                .append('\n'));
        return text.append(')').toString();
    }
}
