package org.panamatorch.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.optim.Changes;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The state of an optimizer for one parameter, by Python's names: tensors, numbers, and lists of
 * them.
 *
 * <p>Its tensors belong to the optimizer: no scope frees them, and the optimizer's {@code close}
 * does.
 */
public final class ParameterState {
    private final SequencedMap<String, Object> values = new LinkedHashMap<>();
    private final Changes changes;

    /** Makes one that counts its changes among those of its optimizer. */
    ParameterState(Changes changes) {
        this.changes = changes;
    }

    /**
     * Keeps a value.
     *
     * @param name as Python writes it, such as {@code exp_avg}
     * @param value a tensor, a number, a list of them, or null
     */
    public void put(String name, Object value) {
        Arguments.requirePresent(name, "ParameterState.put", "name", "a string");
        own(value);
        values.put(name, value);
        changes.count();
    }

    private static void own(Object value) {
        if (value instanceof Tensor tensor) {
            TensorScope.release(tensor);
        } else if (value instanceof Collection<?> list) {
            list.forEach(ParameterState::own);
        }
    }

    /**
     * A tensor, kept from now on and given back.
     *
     * @param name as Python writes it
     * @param value the tensor
     * @return the tensor
     */
    public Tensor keep(String name, Tensor value) {
        put(name, value);
        return value;
    }

    /**
     * A value.
     *
     * @param name as Python writes it
     * @return the value, or null where there is none
     */
    public Object get(String name) {
        return values.get(name);
    }

    /**
     * A tensor.
     *
     * @param name as Python writes it
     * @return the tensor
     * @throws TorchException if there is none
     */
    public Tensor tensor(String name) {
        if (values.get(name) instanceof Tensor tensor) {
            return tensor;
        }
        throw new TorchException(Kind.KEY, PythonFormat.repr(name));
    }

    /**
     * Whether nothing is kept yet, as before the parameter's first step.
     *
     * @return true if nothing is kept
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Whether a value is kept.
     *
     * @param name as Python writes it
     * @return true if it is
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * All values.
     *
     * @return a view that cannot be changed
     */
    public SequencedMap<String, Object> toMap() {
        return Collections.unmodifiableSequencedMap(values);
    }

    void close() {
        values.values().forEach(ParameterState::free);
        values.clear();
    }

    private static void free(Object value) {
        if (value instanceof Tensor tensor) {
            tensor.close();
        } else if (value instanceof Collection<?> list) {
            list.forEach(ParameterState::free);
        }
    }

    /**
     * The values as Python prints them.
     *
     * @return a text such as {@code {'momentum_buffer': tensor([1.])}}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        values.forEach(
                (name, value) ->
                        text.append(text.length() == 1 ? "" : ", ")
                                .append(PythonFormat.repr(name))
                                .append(": ")
                                .append(PythonFormat.repr(value)));
        return text.append('}').toString();
    }
}
