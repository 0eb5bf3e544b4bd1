package org.panamatorch.optim;

import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The state of an optimizer in the shape of Python's {@code state_dict}: what is kept for each
 * parameter by the parameter's number, and each group's options with the numbers of its parameters
 * under {@code params}.
 *
 * @param state by the parameters' numbers, what is kept by name
 * @param paramGroups the groups' options by name
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.Optimizer.state_dict.html">torch.optim.Optimizer.state_dict</a>
 */
public record OptimizerState(
        SequencedMap<Long, SequencedMap<String, Object>> state,
        List<SequencedMap<String, Object>> paramGroups) {
    /** Refuses null. */
    public OptimizerState {
        Arguments.requirePresent(state, "OptimizerState", "state", "a map");
        Arguments.requireAll(state.values(), "OptimizerState", "state", "maps");
        Arguments.requireAll(paramGroups, "OptimizerState", "paramGroups", "maps");
    }

    /**
     * A state that came from elsewhere, such as from a file that Python wrote.
     *
     * @param values with {@code state} and {@code param_groups}
     * @return the state
     * @throws TorchException if the values are no state of an optimizer
     */
    public static OptimizerState of(Map<String, ?> values) {
        Arguments.requirePresent(values, "OptimizerState.of", "values", "a map");
        SequencedMap<Long, SequencedMap<String, Object>> state = new LinkedHashMap<>();
        map(values.get("state"), "state")
                .forEach(
                        (number, kept) -> {
                            if (!(number instanceof Number key)) {
                                throw mismatch("state", "maps by the parameters' numbers");
                            }
                            state.put(key.longValue(), named(kept, "state"));
                        });
        List<SequencedMap<String, Object>> groups = new ArrayList<>();
        if (!(values.get("param_groups") instanceof Collection<?> given)) {
            throw mismatch("param_groups", "a list of maps");
        }
        given.forEach(group -> groups.add(named(group, "param_groups")));
        return new OptimizerState(state, groups);
    }

    private static TorchException mismatch(String name, String expected) {
        return new TorchException(
                Kind.TYPE,
                "OptimizerState.of: '" + name + "' of the state is wrong, expected " + expected);
    }

    private static Map<?, ?> map(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw mismatch(name, "a map");
    }

    private static SequencedMap<String, Object> named(Object value, String name) {
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        map(value, name)
                .forEach(
                        (key, each) -> {
                            if (!(key instanceof String text)) {
                                throw mismatch(name, "values by name");
                            }
                            named.put(text, each);
                        });
        return named;
    }

    /**
     * As Python prints it.
     *
     * @return a text such as <code>{'state': {}, 'param_groups': [{'lr': 0.1, 'params': [0]}]}
     *     </code>
     */
    @Override
    public String toString() {
        return "{'state': "
                + PythonFormat.repr(state)
                + ", 'param_groups': "
                + PythonFormat.repr(paramGroups)
                + "}";
    }

    /** The same maps in new ones; what they hold is not copied. */
    OptimizerState shallowCopy() {
        SequencedMap<Long, SequencedMap<String, Object>> states = new LinkedHashMap<>();
        state.forEach((number, kept) -> states.put(number, new LinkedHashMap<>(kept)));
        List<SequencedMap<String, Object>> groups = new ArrayList<>();
        paramGroups.forEach(group -> groups.add(new LinkedHashMap<>(group)));
        return new OptimizerState(states, groups);
    }
}
