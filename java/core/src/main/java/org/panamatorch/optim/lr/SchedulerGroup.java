package org.panamatorch.optim.lr;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.optim.Optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A schedule that others are parts of. */
public abstract sealed class SchedulerGroup extends LRScheduler
        permits SequentialLR, ChainedScheduler {
    private final List<LRScheduler> schedulers;

    SchedulerGroup(Optimizer optimizer, List<LRScheduler> schedulers) {
        this.schedulers = List.copyOf(schedulers);
        super(optimizer);
    }

    /** Refuses schedules that cannot be parts, in Python's words. */
    static void requireParts(
            String name, Optimizer optimizer, List<LRScheduler> schedulers, String none) {
        Arguments.requireAll(schedulers, name, "schedulers", "schedules");
        if (schedulers.isEmpty()) {
            throw refused(name + none);
        }
        Arguments.requirePresent(optimizer, name, "optimizer", "an optimizer");
        for (int i = 0; i < schedulers.size(); i++) {
            LRScheduler each = schedulers.get(i);
            if (each instanceof ReduceLROnPlateau) {
                throw refused(
                        name
                                + " does not support `ReduceLROnPlateau` scheduler as it requires"
                                + " additional kwargs to be specified when calling `step`, but got"
                                + " one at index "
                                + i
                                + " in the given schedulers sequence.");
            }
            if (each.optimizer() != optimizer) {
                throw refused(
                        name
                                + " expects all schedulers to belong to the same optimizer, but got"
                                + " scheduler "
                                + each.getClass().getSimpleName()
                                + " at index "
                                + i
                                + " has "
                                + each.optimizer()
                                + ", which is different from "
                                + optimizer.getClass().getSimpleName()
                                + ".");
            }
        }
    }

    final List<LRScheduler> schedulers() {
        return schedulers;
    }

    @Override
    protected List<Double> getLr() {
        return rates();
    }

    @Override
    public SequencedMap<String, Object> stateDict() {
        SequencedMap<String, Object> state = new LinkedHashMap<>();
        save(state);
        state.put("_last_lr", getLastLr());
        state.put("_schedulers", schedulers.stream().map(LRScheduler::stateDict).toList());
        return state;
    }

    @Override
    public void loadStateDict(Map<String, ?> state) {
        super.loadStateDict(state);
        List<Map<String, Object>> states = new SchedulerState(state).states("_schedulers");
        for (int i = 0; i < Math.min(states.size(), schedulers.size()); i++) {
            schedulers.get(i).loadStateDict(states.get(i));
        }
    }
}
