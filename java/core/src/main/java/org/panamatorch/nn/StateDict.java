package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
        List<Map.Entry<String, ?>> all = new ArrayList<>(entrySet());
        for (Map.Entry<String, Object> extra : extraStates.entrySet()) {
            int before = extraStates.places.getOrDefault(extra.getKey(), size());
            all.add(Math.min(before, size()) + all.size() - size(), extra);
        }
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        all.forEach(entry -> named.put(entry.getKey(), entry.getValue()));
        return named;
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
