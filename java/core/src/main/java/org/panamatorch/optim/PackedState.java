package org.panamatorch.optim;

import org.panamatorch.Tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** An optimizer's state as {@code stateDict} gives it. */
final class PackedState {
    private PackedState() {}

    /** The groups with numbers for their parameters, and what is kept for each number. */
    static OptimizerState of(
            List<ParameterGroup<?>> groups,
            Map<Tensor, ParameterState> states,
            Map<Long, SequencedMap<String, Object>> unassigned) {
        Map<Tensor, Long> numbers = new IdentityHashMap<>();
        List<SequencedMap<String, Object>> packedGroups = new ArrayList<>();
        long first = 0;
        for (ParameterGroup<?> group : groups) {
            SequencedMap<String, Object> packed = new LinkedHashMap<>();
            group.options()
                    .toMap()
                    .keySet()
                    .forEach(name -> packed.put(name, group.options().get(name)));
            if (group.parameterNames() != null) {
                packed.put("param_names", group.parameterNames());
            }
            List<Long> params = new ArrayList<>();
            for (int i = 0; i < group.parameters().size(); i++) {
                long number = first + i;
                params.add(numbers.computeIfAbsent(group.parameters().get(i), _ -> number));
            }
            packed.put("params", params);
            packedGroups.add(packed);
            first += params.size();
        }
        SequencedMap<Long, SequencedMap<String, Object>> packedStates = new LinkedHashMap<>();
        for (ParameterGroup<?> group : groups) {
            for (Tensor parameter : group.parameters()) {
                ParameterState state = states.get(parameter);
                if (state != null && !state.isEmpty()) {
                    packedStates.put(numbers.get(parameter), new LinkedHashMap<>(state.toMap()));
                }
            }
        }
        unassigned.forEach((number, state) -> packedStates.put(number, new LinkedHashMap<>(state)));
        return new OptimizerState(packedStates, packedGroups);
    }
}
