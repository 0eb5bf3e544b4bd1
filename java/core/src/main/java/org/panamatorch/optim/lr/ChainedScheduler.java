package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.optim.Optimizer;

import java.util.List;

/**
 * Lets several schedules change the rates one after the other in each epoch.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.ChainedScheduler.html">torch.optim.lr_scheduler.ChainedScheduler</a>
 */
public final class ChainedScheduler extends SchedulerGroup {
    /**
     * Makes a schedule.
     *
     * @param schedulers the schedules, in their order
     * @throws TorchException if there are none, or one is of another optimizer than the first
     */
    public ChainedScheduler(List<LRScheduler> schedulers) {
        this(
                Arguments.present(schedulers, "ChainedScheduler", "schedulers", "a list").isEmpty()
                                || schedulers.getFirst() == null
                        ? null
                        : schedulers.getFirst().optimizer(),
                schedulers);
    }

    private ChainedScheduler(Optimizer optimizer, List<LRScheduler> schedulers) {
        requireParts(
                "ChainedScheduler",
                optimizer,
                schedulers,
                " expects at least one scheduler to be chained, but got no scheduler.");
        super(optimizer, schedulers);
        lastLr(rates());
    }

    @Override
    public void step() {
        schedulers().forEach(LRScheduler::step);
        lastLr(rates());
    }
}
