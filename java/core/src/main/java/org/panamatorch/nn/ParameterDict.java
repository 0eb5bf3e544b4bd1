package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Parameters under their names, in the order in which they were put in.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ParameterDict.html">torch.nn.ParameterDict</a>
 */
public final class ParameterDict extends TypedModule<ParameterDict> {
    /** Makes an empty dictionary. */
    public ParameterDict() {}

    /**
     * Makes a dictionary of parameters.
     *
     * @param parameters tensors by their names and in their order, which become parameters
     * @throws org.panamatorch.TorchException if one is no leaf, or a name is empty or has a dot
     */
    public ParameterDict(SequencedMap<String, Tensor> parameters) {
        update(parameters);
    }

    /**
     * Puts a parameter in, or another one in its place.
     *
     * @param key its name, without dots
     * @param value a tensor, which becomes a parameter
     * @throws org.panamatorch.TorchException if it is no leaf, or the name is empty or has a dot
     */
    public void put(String key, Tensor value) {
        registerParameter(key, value);
    }

    /**
     * Puts parameters in.
     *
     * @param values tensors by their names and in their order, which become parameters
     * @throws org.panamatorch.TorchException if one is no leaf, or a name is empty or has a dot
     */
    public void update(SequencedMap<String, Tensor> values) {
        Required.present("ParameterDict", "values", values, "a map").forEach(this::put);
    }

    /**
     * A parameter by its name.
     *
     * @param key its name
     * @return the parameter
     * @throws org.panamatorch.TorchException if there is none
     */
    public Tensor get(String key) {
        if (!contains(key)) {
            throw Checks.key(key, "ParameterDict", tree.parameters.keySet());
        }
        return tree.parameters.get(key);
    }

    /**
     * A parameter by its name, or what else there is.
     *
     * @param key its name
     * @param fallback what to give where there is none
     * @return the parameter, or the fallback
     */
    public Tensor getOrDefault(String key, Tensor fallback) {
        return tree.parameters.getOrDefault(key, fallback);
    }

    /**
     * Removes a parameter.
     *
     * @param key its name
     * @return the parameter
     * @throws org.panamatorch.TorchException if there is none
     */
    public Tensor pop(String key) {
        Tensor value = get(key);
        unregister(key);
        return value;
    }

    /** Removes all parameters. */
    public void clear() {
        tree.parameters.clear();
    }

    /**
     * Whether there is a parameter of this name.
     *
     * @param key the name
     * @return true if there is
     */
    public boolean contains(String key) {
        return tree.parameters.containsKey(key);
    }

    /**
     * How many parameters there are.
     *
     * @return the number
     */
    public int size() {
        return tree.parameters.size();
    }

    /**
     * The names.
     *
     * @return a view in order
     */
    public Set<String> keys() {
        return Collections.unmodifiableSet(tree.parameters.keySet());
    }

    /**
     * The parameters.
     *
     * @return a view in order
     */
    public Collection<Tensor> values() {
        return Collections.unmodifiableCollection(tree.parameters.values());
    }

    /**
     * The parameters by their names.
     *
     * @return a view in order
     */
    public Map<String, Tensor> items() {
        return Collections.unmodifiableMap(tree.parameters);
    }

    @Override
    protected String extraRepr() {
        return ParameterText.of(tree.parameters, ParameterText::typeName);
    }
}
