package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.StepLRSpec;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Multiplies the rates by a factor after each so many epochs.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.StepLR.html">torch.optim.lr_scheduler.StepLR</a>
 */
public final class StepLR extends LRScheduler {
    private long stepSize;
    private double gamma;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     * @param stepSize after how many epochs
     */
    public StepLR(Optimizer optimizer, long stepSize) {
        this(optimizer, stepSize, StepLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param stepSize after how many epochs
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public StepLR(Optimizer optimizer, long stepSize, Consumer<? super StepLROptions> options) {
        this(optimizer, stepSize, StepLROptions.of(options, "StepLR"));
    }

    private StepLR(Optimizer optimizer, long stepSize, StepLRSpec options) {
        this.stepSize = stepSize;
        this.gamma = options.gamma();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        return lastEpoch() == 0 || modulo(lastEpoch(), stepSize) != 0 ? rates() : scaled(gamma);
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double factor = PtRuntime.pow(gamma, floorDiv(lastEpoch(), stepSize));
        return fromBase((_, base) -> base.times(factor));
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("step_size", stepSize);
        state.put("gamma", gamma);
    }

    @Override
    protected void load(SchedulerState state) {
        stepSize = state.integer("step_size", stepSize);
        gamma = state.number("gamma", gamma);
    }
}
