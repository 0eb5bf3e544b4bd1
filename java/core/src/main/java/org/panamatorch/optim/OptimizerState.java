package org.panamatorch.optim;

import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The same maps in new ones; what they hold is not copied. */
    OptimizerState shallowCopy() {
        SequencedMap<Long, SequencedMap<String, Object>> states = new LinkedHashMap<>();
        state.forEach((number, kept) -> states.put(number, new LinkedHashMap<>(kept)));
        List<SequencedMap<String, Object>> groups = new ArrayList<>();
        paramGroups.forEach(group -> groups.add(new LinkedHashMap<>(group)));
        return new OptimizerState(states, groups);
    }
}
