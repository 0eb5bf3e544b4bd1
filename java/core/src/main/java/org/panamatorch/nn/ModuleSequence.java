package org.panamatorch.nn;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Modules that hold others in order.
 *
 * @param <M> what they hold
 * @param <S> the class that extends this one
 */
abstract class ModuleSequence<M extends Module, S extends Module> extends TypedModule<S>
        implements Iterable<M> {
    ModuleSequence() {}

    /** Refuses what cannot be held. */
    void check(Module module) {
        if (module == null) {
            Arguments.requirePresent(null, typeName(), "module", "a module");
        }
    }

    @SuppressWarnings("unchecked") // Only what add takes comes in.
    private List<M> elements() {
        return new ArrayList<>((Collection<M>) tree.children.values());
    }

    final void add(String name, Module module) {
        check(module);
        register(name, module);
    }

    final void addLast(Module module) {
        add(Integer.toString(tree.children.size()), module);
    }

    /**
     * How many modules there are.
     *
     * @return the number
     */
    public int size() {
        return tree.children.size();
    }

    /**
     * Whether there is no module.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return tree.children.isEmpty();
    }

    /**
     * A module by its place.
     *
     * @param index the place; negative ones count from the end
     * @return the module
     * @throws org.panamatorch.TorchException if there is none
     */
    public M get(int index) {
        return elements().get(wrapped(index));
    }

    /**
     * Replaces a module.
     *
     * @param index the place; negative ones count from the end
     * @param module the new one
     * @throws org.panamatorch.TorchException if there is none
     */
    public void set(int index, M module) {
        add(List.copyOf(tree.children.keySet()).get(wrapped(index)), module);
    }

    /**
     * Adds a module at the end.
     *
     * @param module the module
     */
    public void append(M module) {
        addLast(module);
    }

    /**
     * Adds modules at the end.
     *
     * @param modules the modules
     */
    public void extend(Iterable<? extends M> modules) {
        List<M> added = new ArrayList<>();
        Required.present(getClass(), "modules", modules, "modules").forEach(added::add);
        added.forEach(this::addLast);
    }

    /**
     * Adds a module before another.
     *
     * @param index the place; negative ones count from the end
     * @param module the module
     * @throws org.panamatorch.TorchException if there is no such place
     */
    public void insert(int index, M module) {
        int at = index < 0 ? index + size() : index;
        if (at < 0 || at > size()) {
            throw Checks.index("Index out of range: " + index);
        }
        check(module);
        List<M> all = elements();
        all.add(at, module);
        replaceAll(all);
    }

    /**
     * Removes a module; those behind it move up.
     *
     * @param index the place; negative ones count from the end
     * @return the module
     * @throws org.panamatorch.TorchException if there is none
     */
    public M pop(int index) {
        List<M> all = elements();
        M removed = all.remove(wrapped(index));
        replaceAll(all);
        return removed;
    }

    /**
     * The modules from one place to another.
     *
     * @param start the first place; negative ones count from the end
     * @param stop the place after the last; negative ones count from the end
     * @return a new map by their names
     */
    final SequencedMap<String, M> range(int start, int stop) {
        List<String> names = List.copyOf(tree.children.keySet());
        List<M> all = elements();
        SequencedMap<String, M> found = new LinkedHashMap<>();
        for (int i = clipped(start); i < clipped(stop); i++) {
            found.put(names.get(i), all.get(i));
        }
        return found;
    }

    private int clipped(int index) {
        return Math.clamp(index < 0 ? (long) index + size() : index, 0, size());
    }

    private void replaceAll(List<M> modules) {
        tree.children.clear();
        modules.forEach(this::addLast);
    }

    private int wrapped(int index) {
        if (index < -size() || index >= size()) {
            throw Checks.index("index " + index + " is out of range");
        }
        return index < 0 ? index + size() : index;
    }

    /**
     * The modules in order.
     *
     * @return an iterator over those that are there now
     */
    @Override
    public Iterator<M> iterator() {
        return List.copyOf(elements()).iterator();
    }
}
