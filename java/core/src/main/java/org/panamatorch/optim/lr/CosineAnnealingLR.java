package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.CosineAnnealingLRSpec;
import org.panamatorch.internal.optim.Hyper;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets the rates fall along half a cosine, and rise again.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html">torch.optim.lr_scheduler.CosineAnnealingLR</a>
 */
public final class CosineAnnealingLR extends LRScheduler {
    private long tMax;
    private double etaMin;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     * @param tMax in how many epochs they fall
     */
    public CosineAnnealingLR(Optimizer optimizer, long tMax) {
        this(optimizer, tMax, CosineAnnealingLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param tMax in how many epochs they fall
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public CosineAnnealingLR(
            Optimizer optimizer, long tMax, Consumer<? super CosineAnnealingLROptions> options) {
        this(optimizer, tMax, CosineAnnealingLROptions.of(options, "CosineAnnealingLR"));
    }

    private CosineAnnealingLR(Optimizer optimizer, long tMax, CosineAnnealingLRSpec options) {
        this.tMax = tMax;
        this.etaMin = options.etaMin();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        if (isInitial()) {
            return rates();
        }
        if (stepCount() == 1 && lastEpoch() > 0) {
            double cos = PtRuntime.cos(quotient(lastEpoch() * Math.PI, tMax));
            return fromBase((_, base) -> between(base, cos));
        }
        if (modulo(lastEpoch() - 1 - tMax, 2 * tMax) == 0) {
            double cos = PtRuntime.cos(quotient(Math.PI, tMax));
            return fromNow((i, rate) -> rate.plus(baseLr(i).plus(-etaMin).times(1 - cos).over(2)));
        }
        double now = 1 + PtRuntime.cos(quotient(Math.PI * lastEpoch(), tMax));
        double before = 1 + PtRuntime.cos(quotient(Math.PI * (lastEpoch() - 1), tMax));
        double factor = quotient(now, before);
        return fromNow((_, rate) -> rate.plus(-etaMin).times(factor).plus(etaMin));
    }

    private Hyper between(Hyper base, double cos) {
        return base.plus(-etaMin).times(1 + cos).over(2).plus(etaMin);
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double cos = PtRuntime.cos(quotient(Math.PI * lastEpoch(), tMax));
        return fromBase((_, base) -> between(base, cos));
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("T_max", tMax);
        state.put("eta_min", etaMin);
    }

    @Override
    protected void load(SchedulerState state) {
        tMax = state.integer("T_max", tMax);
        etaMin = state.number("eta_min", etaMin);
    }
}
