package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.OptimizerCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.optim.ParameterState;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups whose fused steps are one call: native code has their parameters and states from the first
 * step on, until a state is put or loaded.
 */
final class FusedGroups {
    /** Native code's lists of a group. */
    private record Given(NativeHandle lists, List<String> states, long changes) {}

    private final Map<List<Tensor>, Given> given = new IdentityHashMap<>();

    /** Native code's lists of a group, or null where it has to be given them. */
    NativeHandle of(Batch<?> group, List<String> states) {
        Given before = given.get(group.parameters());
        return before != null
                        && before.changes() == group.changes().number()
                        && before.states().equals(states)
                ? before.lists()
                : null;
    }

    /** Gives native code a group, if nothing is missing. */
    void give(Batch<?> group, List<String> states, String steps) {
        List<List<Tensor>> kept = new ArrayList<>();
        for (String name : states) {
            kept.add(kept(group, name));
        }
        List<Tensor> counts = steps == null ? null : kept(group, steps);
        if (group.parameters().isEmpty()
                || kept.contains(null)
                || steps != null && counts == null) {
            return;
        }
        Given before =
                given.put(
                        group.parameters(),
                        new Given(
                                OptimizerCalls.fused(group.parameters(), kept, counts),
                                states,
                                group.changes().number()));
        if (before != null) {
            before.lists().close();
        }
    }

    /** The states of all parameters under a name, or null where one has no such tensor. */
    private static List<Tensor> kept(Batch<?> group, String name) {
        List<Tensor> kept = new ArrayList<>();
        for (Tensor parameter : group.parameters()) {
            ParameterState state = group.states().apply(parameter);
            if (!(state.get(name) instanceof Tensor tensor)) {
                return null;
            }
            kept.add(tensor);
        }
        return kept;
    }

    void close() {
        given.values().forEach(each -> each.lists().close());
        given.clear();
    }
}
