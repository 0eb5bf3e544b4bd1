package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Modules under their names, in the order in which they were put in.
 *
 * @param <M> what they are
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ModuleDict.html">torch.nn.ModuleDict</a>
 */
public final class ModuleDict<M extends Module> extends TypedModule<ModuleDict<M>> {
    /** Makes an empty dictionary. */
    public ModuleDict() {}

    /**
     * Makes a dictionary of modules.
     *
     * @param modules the modules by their names and in their order
     */
    public ModuleDict(SequencedMap<String, ? extends M> modules) {
        update(modules);
    }

    @SuppressWarnings("unchecked") // Only what put takes comes in.
    private Map<String, M> elements() {
        return (Map<String, M>) (Map<String, ?>) tree.children;
    }

    /**
     * Puts a module in, or another one in its place.
     *
     * @param key its name, without dots
     * @param module the module
     * @throws org.panamatorch.TorchException if the name is empty or has a dot
     */
    public void put(String key, M module) {
        register(key, module);
    }

    /**
     * Puts modules in.
     *
     * @param modules the modules by their names and in their order
     * @throws org.panamatorch.TorchException if a name is empty or has a dot
     */
    public void update(SequencedMap<String, ? extends M> modules) {
        Required.present("ModuleDict", "modules", modules, "a map").forEach(this::put);
    }

    /**
     * A module by its name.
     *
     * @param key its name
     * @return the module
     * @throws org.panamatorch.TorchException if there is none
     */
    public M get(String key) {
        if (!contains(key)) {
            throw Checks.key(key, "ModuleDict", elements().keySet());
        }
        return elements().get(key);
    }

    /**
     * Removes a module.
     *
     * @param key its name
     * @return the module
     * @throws org.panamatorch.TorchException if there is none
     */
    public M pop(String key) {
        M module = get(key);
        unregister(key);
        return module;
    }

    /** Removes all modules. */
    public void clear() {
        tree.children.clear();
    }

    /**
     * Whether there is a module of this name.
     *
     * @param key the name
     * @return true if there is
     */
    public boolean contains(String key) {
        return tree.children.containsKey(key);
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
     * The names.
     *
     * @return a view in order
     */
    public Set<String> keys() {
        return Collections.unmodifiableSet(tree.children.keySet());
    }

    /**
     * The modules.
     *
     * @return a view in order
     */
    public Collection<M> values() {
        return Collections.unmodifiableCollection(elements().values());
    }

    /**
     * The modules by their names.
     *
     * @return a view in order
     */
    public Map<String, M> items() {
        return Collections.unmodifiableMap(elements());
    }
}
