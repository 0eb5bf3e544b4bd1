package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;

/**
 * Multiplies the rates by a factor in each epoch.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.ExponentialLR.html">torch.optim.lr_scheduler.ExponentialLR</a>
 */
public final class ExponentialLR extends LRScheduler {
    private double gamma;

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param gamma the factor
     */
    public ExponentialLR(Optimizer optimizer, double gamma) {
        this(optimizer, gamma, -1);
    }

    /**
     * Makes a schedule that goes on.
     *
     * @param optimizer whose rates are changed
     * @param gamma the factor
     * @param lastEpoch the epoch after which it goes on, -1 for the beginning
     * @throws TorchException if it goes on and a group does not know its {@code initial_lr}
     */
    public ExponentialLR(Optimizer optimizer, double gamma, long lastEpoch) {
        this.gamma = gamma;
        super(optimizer, lastEpoch);
    }

    @Override
    protected List<Double> getLr() {
        return isInitial() ? rates() : scaled(gamma);
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double factor = PtRuntime.pow(gamma, lastEpoch());
        return fromBase((_, base) -> base.times(factor));
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("gamma", gamma);
    }

    @Override
    protected void load(SchedulerState state) {
        gamma = state.number("gamma", gamma);
    }
}
