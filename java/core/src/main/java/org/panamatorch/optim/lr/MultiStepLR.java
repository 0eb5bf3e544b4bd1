package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.MultiStepLRSpec;
import org.panamatorch.optim.Optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Multiplies the rates by a factor at certain epochs.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.MultiStepLR.html">torch.optim.lr_scheduler.MultiStepLR</a>
 */
public final class MultiStepLR extends LRScheduler {
    private List<Long> milestones;
    private double gamma;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     * @param milestones the epochs; one that stands twice counts twice
     */
    public MultiStepLR(Optimizer optimizer, List<Long> milestones) {
        this(optimizer, milestones, MultiStepLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param milestones the epochs; one that stands twice counts twice
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public MultiStepLR(
            Optimizer optimizer,
            List<Long> milestones,
            Consumer<? super MultiStepLROptions> options) {
        this(optimizer, milestones, MultiStepLROptions.of(options, "MultiStepLR"));
    }

    private MultiStepLR(Optimizer optimizer, List<Long> milestones, MultiStepLRSpec options) {
        Arguments.requireAll(milestones, "MultiStepLR", "milestones", "epochs");
        this.milestones = milestones.stream().sorted().toList();
        this.gamma = options.gamma();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        long times = milestones.stream().filter(each -> each == lastEpoch()).count();
        return times == 0 ? rates() : scaled(PtRuntime.pow(gamma, times));
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double factor = PtRuntime.pow(gamma, bisect(milestones, lastEpoch()));
        return fromBase((_, base) -> base.times(factor));
    }

    @Override
    protected void save(Map<String, Object> state) {
        Map<Long, Long> counts = new LinkedHashMap<>();
        milestones.forEach(each -> counts.merge(each, 1L, Long::sum));
        state.put("milestones", counts);
        state.put("gamma", gamma);
    }

    @Override
    protected void load(SchedulerState state) {
        milestones = state.counted("milestones", milestones);
        gamma = state.number("gamma", gamma);
    }
}
