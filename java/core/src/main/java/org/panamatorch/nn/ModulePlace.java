package org.panamatorch.nn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Set<Module> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<ModulePlace> ahead = new ArrayDeque<>();
        ahead.push(new ModulePlace(null, prefix, root));
        while (!ahead.isEmpty()) {
            ModulePlace place = ahead.pop();
            if (seen.add(place.module) || !removeDuplicate) {
                places.add(place);
                for (Map.Entry<String, Module> part :
                        place.module.children.sequencedEntrySet().reversed()) {
                    if (part.getValue() != null) {
                        ahead.push(new ModulePlace(place, part.getKey(), part.getValue()));
                    }
                }
            }
        }
        return places;
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
