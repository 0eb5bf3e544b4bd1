package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The state of a module: tensors by their names, in Python's order.
 *
 * <p>As in Python it also tells, by the paths of the modules, in which version of their class's
 * format their state is. A map that does not tell is read as one of the oldest versions.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.state_dict">torch.nn.Module.state_dict</a>
 */
public final class StateDict extends LinkedHashMap<String, Tensor> {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Integer> versions = new LinkedHashMap<>();

    private final transient ExtraStates extraStates = new ExtraStates();

    /** Also knows how many tensors came before each value. */
    private final class ExtraStates extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Integer> places = new HashMap<>();

        @Override
        public Object put(String name, Object value) {
            if (!containsKey(name)) {
                places.put(name, StateDict.this.size());
            }
            return super.put(name, value);
        }

        int place(String name) {
            return places.getOrDefault(name, Integer.MAX_VALUE);
        }
    }

    /** Makes an empty state. */
    public StateDict() {}

    /**
     * The versions of the modules' formats, as {@code version} in Python's {@code _metadata}.
     *
     * @return the versions by the modules' paths; changes show in the state
     */
    public Map<String, Integer> versions() {
        return versions;
    }

    /**
     * The extra states of modules ({@link Module#extraState}) that are no tensors, by names that
     * end with {@code _extra_state}. Python has it among the tensors, and so have files of {@code
     * torch.save}.
     *
     * @return the values by name; changes show in the state
     */
    public SequencedMap<String, Object> extraStates() {
        return extraStates;
    }

    /**
     * All that the state has in Python's order: tensors, and among them the {@link #extraStates},
     * each where it was put.
     *
     * @return tensors and other values by name, in a new map
     */
    public SequencedMap<String, Object> withExtraStates() {
        SequencedMap<String, Object> all = new LinkedHashMap<>();
        Deque<String> ahead = new ArrayDeque<>(extraStates.keySet());
        int place = 0;
        for (Map.Entry<String, Tensor> entry : entrySet()) {
            while (!ahead.isEmpty() && extraStates.place(ahead.peek()) <= place) {
                all.put(ahead.peek(), extraStates.get(ahead.poll()));
            }
            all.put(entry.getKey(), entry.getValue());
            place++;
        }
        ahead.forEach(name -> all.put(name, extraStates.get(name)));
        return all;
    }

    /**
     * The same state in tensors of its own, which training does not change: what early stopping
     * keeps.
     *
     * @return a new state with clones of the tensors, which autograd does not record
     */
    public StateDict copy() {
        StateDict copy = new StateDict();
        forEach((name, tensor) -> copy.put(name, TensorScope.release(tensor.detach().clone())));
        copy.versions.putAll(versions);
        copy.extraStates.putAll(extraStates);
        copy.extraStates.places.putAll(extraStates.places);
        return copy;
    }
}
