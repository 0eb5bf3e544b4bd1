package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterGroup;

import java.util.List;
import java.util.Map;

/**
 * Lets one schedule follow another at certain epochs.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.SequentialLR.html">torch.optim.lr_scheduler.SequentialLR</a>
 */
public final class SequentialLR extends SchedulerGroup {
    private List<Long> milestones;

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param schedulers the schedules, which begin anew
     * @param milestones the epochs at which all but the first begin
     * @throws TorchException if there are no schedules, one is of another optimizer, or there is
     *     not one epoch less than schedules
     */
    public SequentialLR(Optimizer optimizer, List<LRScheduler> schedulers, List<Long> milestones) {
        requireParts(
                "SequentialLR",
                optimizer,
                schedulers,
                " expects at least one scheduler, but got no scheduler.");
        Arguments.requireAll(milestones, "SequentialLR", "milestones", "epochs");
        if (milestones.size() != schedulers.size() - 1) {
            throw refused(
                    "Sequential Schedulers expects number of schedulers provided to be one more"
                            + " than the number of milestone points, but got number of schedulers "
                            + schedulers.size()
                            + " and the number of milestones to be equal to "
                            + milestones.size());
        }
        this.milestones = List.copyOf(milestones);
        super(optimizer, schedulers);
        for (ParameterGroup<?> group : optimizer.parameterGroups()) {
            OptimizerOptions options = group.options();
            setRate(options, options.number("initial_lr"));
        }
        undo(this);
        LRScheduler first = schedulers().get(bisect(this.milestones, 0));
        first.initialStep();
        lastLr(first.getLastLr());
    }

    /** Takes back the step that each schedule has made when it was made. */
    private static void undo(LRScheduler scheduler) {
        if (scheduler instanceof SchedulerGroup group) {
            group.schedulers().forEach(SequentialLR::undo);
        } else {
            scheduler.lastEpoch(scheduler.lastEpoch() - 1);
        }
    }

    @Override
    public void step() {
        lastEpoch(lastEpoch() + 1);
        int index = bisect(milestones, lastEpoch());
        LRScheduler scheduler = schedulers().get(index);
        if (index > 0 && milestones.get(index - 1) == lastEpoch()) {
            scheduler.update(0L);
        } else {
            scheduler.step();
        }
        lastLr(scheduler.getLastLr());
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("_milestones", milestones);
        state.put("last_epoch", lastEpoch());
    }

    @Override
    protected void load(SchedulerState state) {
        milestones = state.integers("_milestones", milestones);
    }
}
