package org.panamatorch.nn;

import org.panamatorch.Tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a module is in a tree.
 *
 * @param whole the place of the module that it is a part of, null for the root
 * @param name its name there; the root's is that of the tree
 * @param module the module
 */
record ModulePlace(ModulePlace whole, String name, Module module) {
    /**
     * The places of a tree, parents before their parts, in the order of registration. This does not
     * recurse: a tree may be deeper than a stack.
     *
     * @param removeDuplicate whether a module that is used twice has its first place only
     */
    static List<ModulePlace> all(Module root, String prefix, boolean removeDuplicate) {
        List<ModulePlace> places = new ArrayList<>();
        Set<Module> seen = identitySet();
        Deque<ModulePlace> ahead = new ArrayDeque<>();
        ahead.push(new ModulePlace(null, prefix, root));
        while (!ahead.isEmpty()) {
            ModulePlace place = ahead.pop();
            if (seen.add(place.module) || !removeDuplicate) {
                places.add(place);
                for (Map.Entry<String, Module> part :
                        place.module.tree.children.sequencedEntrySet().reversed()) {
                    if (part.getValue() != null) {
                        ahead.push(new ModulePlace(place, part.getKey(), part.getValue()));
                    }
                }
            }
        }
        return places;
    }

    /** The modules of a tree, each once. */
    static List<Module> modules(Module root) {
        List<Module> found = new ArrayList<>();
        all(root, "", true).forEach(place -> found.add(place.module));
        return found;
    }

    /** The modules of a tree by their paths. */
    static Map<String, Module> namedModules(Module root, String prefix, boolean removeDuplicate) {
        Map<String, Module> found = new LinkedHashMap<>();
        all(root, prefix, removeDuplicate).forEach(place -> found.put(place.path(), place.module));
        return found;
    }

    /** The tensors that modules themselves have, each once. */
    static List<Tensor> tensors(List<Module> modules, Function<Module, Map<String, Tensor>> own) {
        Set<Tensor> seen = identitySet();
        List<Tensor> found = new ArrayList<>();
        for (Module module : modules) {
            for (Tensor tensor : own.apply(module).values()) {
                if (tensor != null && seen.add(tensor)) {
                    found.add(tensor);
                }
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** The tensors that the modules of a tree themselves have, by their paths. */
    static Map<String, Tensor> namedTensors(
            Module root,
            Function<Module, Map<String, Tensor>> own,
            String prefix,
            boolean recurse,
            boolean removeDuplicate) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        Set<Tensor> seen = identitySet();
        List<ModulePlace> places =
                recurse
                        ? all(root, prefix, removeDuplicate)
                        : List.of(new ModulePlace(null, prefix, root));
        for (ModulePlace place : places) {
            Map<String, Tensor> tensors = own.apply(place.module);
            String path = tensors.isEmpty() ? "" : place.path();
            tensors.forEach(
                    (name, tensor) -> {
                        if (tensor != null && (seen.add(tensor) || !removeDuplicate)) {
                            found.put(path.isEmpty() ? name : path + "." + name, tensor);
                        }
                    });
        }
        return found;
    }

    static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** The names on the way here, with dots between them. */
    String path() {
        Deque<String> names = new ArrayDeque<>();
        for (ModulePlace place = this; place != null; place = place.whole) {
            if (place.whole != null || !place.name.isEmpty()) {
                names.push(place.name);
            }
        }
        return String.join(".", names);
    }
}
