package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;
import org.panamatorch.optim.ParameterState;

import java.lang.foreign.MemorySegment;
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

    /** The learning rate as a number, which native code does not read beside a tensor. */
    static double rate(Hyper lr) {
        return lr.isTensor() ? Double.NaN : lr.number();
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
                                lists(group.parameters(), kept, counts),
                                states,
                                group.changes().number()));
        if (before != null) {
            before.lists().close();
        }
    }

    /** By hand, as the length of the list is not what C takes. */
    private static NativeHandle lists(
            List<Tensor> parameters, List<List<Tensor>> states, List<Tensor> steps) {
        List<Tensor> all = new ArrayList<>(parameters);
        states.forEach(all::addAll);
        if (steps != null) {
            all.addAll(steps);
        }
        Tensor[] tensors = all.toArray(Tensor[]::new);
        try (Frame frame = Frame.open()) {
            MemorySegment fused =
                    PanamaTorch.pt_fused_new(
                            frame.tensors(tensors, "step", "params"),
                            parameters.size(),
                            states.size(),
                            Arguments.flag(steps != null));
            Arguments.keepAlive((Object) tensors);
            if (fused.address() == 0) {
                throw Failure.exception("step");
            }
            return NativeHandle.of(fused, NativeKind.FUSED);
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
