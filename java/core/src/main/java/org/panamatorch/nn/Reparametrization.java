package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.utils.UtilsSpecs.FunctionalCallSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Other tensors in the place of a module's parameters and buffers, until this is closed. They need
 * not be leaves. While it lasts, no other thread may use the module.
 *
 * @see org.panamatorch.nn.utils.Stateless
 */
public final class Reparametrization implements AutoCloseable {
    private final List<Swap> swaps = new ArrayList<>();

    private record Swap(Module module, String name, Tensor before) {}

    /**
     * Puts the tensors in their places.
     *
     * @param module the module
     * @param tensors the tensors by their names; one that is parametrized is computed no more,
     *     unless its name is that of an original
     * @throws org.panamatorch.TorchException if there are several tensors for a tied one
     */
    public Reparametrization(Module module, Map<String, Tensor> tensors) {
        this(module, tensors, FunctionalCallOptions.defaults());
    }

    /**
     * Puts the tensors in their places.
     *
     * @param module the module
     * @param tensors the tensors by their names; one that is parametrized is computed no more,
     *     unless its name is that of an original
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if names do not fit though they must, or there are
     *     several tensors for a tied one
     */
    public Reparametrization(
            Module module,
            Map<String, Tensor> tensors,
            Consumer<? super FunctionalCallOptions> options) {
        this(module, tensors, FunctionalCallOptions.of(options, "functionalCall"));
    }

    private Reparametrization(
            Module module, Map<String, Tensor> tensors, FunctionalCallSpec options) {
        Required.present("functionalCall", "module", module, "a module");
        Required.present("functionalCall", "parametersAndBuffers", tensors, "a map of tensors");
        Arguments.requireAll(tensors.keySet(), "functionalCall", "parametersAndBuffers", "names");
        Map<String, Tensor> own = new LinkedHashMap<>(module.namedParameters("", true, false));
        own.putAll(module.namedBuffers("", true, false));
        Map<String, Tensor> given = options.tieWeights() ? untied(own, tensors) : tensors;
        if (options.strict()) {
            check(module, own.keySet(), given.keySet());
        }
        given.forEach((path, tensor) -> swap(module, path, tensor));
    }

    private static Map<String, Tensor> untied(
            Map<String, Tensor> own, Map<String, Tensor> tensors) {
        Map<Tensor, Set<String>> names = new IdentityHashMap<>();
        own.forEach(
                (name, tensor) -> names.computeIfAbsent(tensor, t -> new TreeSet<>()).add(name));
        Map<String, Tensor> untied = new LinkedHashMap<>(tensors);
        tensors.forEach(
                (name, tensor) -> {
                    Set<String> tied = own.get(name) == null ? Set.of() : names.get(own.get(name));
                    for (String other : tied) {
                        if (tensors.containsKey(other) && tensors.get(other) != tensor) {
                            throw Checks.value(
                                    "functional_call got multiple values for keys ["
                                            + quoted(tied)
                                            + "], which are tied. Consider using"
                                            + " tie_weights=False");
                        }
                        untied.put(other, tensor);
                    }
                });
        return untied;
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(PythonFormat::repr).collect(Collectors.joining(", "));
    }

    private static void check(Module module, Set<String> own, Set<String> given) {
        Set<String> unexpected = new TreeSet<>(given);
        unexpected.removeAll(own);
        Set<String> missing = new TreeSet<>(own);
        missing.removeAll(given);
        List<String> errors = new ArrayList<>();
        if (!unexpected.isEmpty()) {
            errors.add("Unexpected key(s): " + quoted(unexpected) + ".");
        }
        if (!missing.isEmpty()) {
            errors.add("Missing key(s): " + quoted(missing) + ".");
        }
        if (!errors.isEmpty()) {
            throw Checks.runtime(
                    "Error(s) in reparametrizing for "
                            + module.tree.className()
                            + ":\n\t"
                            + String.join("\n\t", errors));
        }
    }

    private void swap(Module root, String path, Tensor tensor) {
        int dot = path.lastIndexOf('.');
        Module module = root.getSubmodule(path.substring(0, Math.max(dot, 0)));
        String name = path.substring(dot + 1);
        swaps.add(new Swap(module, name, module.tree.override(name, tensor)));
    }

    /** Puts the module's own tensors back. */
    @Override
    public void close() {
        for (Swap swap : swaps.reversed()) {
            swap.module.tree.override(swap.name, swap.before);
        }
        swaps.clear();
    }
}
