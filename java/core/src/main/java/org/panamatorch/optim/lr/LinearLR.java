package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.optim.LinearLRSpec;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Multiplies the rates by a factor that goes from one value to another in the first epochs.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.LinearLR.html">torch.optim.lr_scheduler.LinearLR</a>
 */
public final class LinearLR extends LRScheduler {
    private double startFactor;
    private double endFactor;
    private long totalIters;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     */
    public LinearLR(Optimizer optimizer) {
        this(optimizer, LinearLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public LinearLR(Optimizer optimizer, Consumer<? super LinearLROptions> options) {
        this(optimizer, LinearLROptions.of(options, "LinearLR"));
    }

    private LinearLR(Optimizer optimizer, LinearLRSpec options) {
        if (options.startFactor() > 1.0 || options.startFactor() <= 0) {
            throw refused(
                    "Starting multiplicative factor expected to be greater than 0 and less or"
                            + " equal to 1.");
        }
        if (options.endFactor() > 1.0 || options.endFactor() < 0) {
            throw refused("Ending multiplicative factor expected to be between 0 and 1.");
        }
        this.startFactor = options.startFactor();
        this.endFactor = options.endFactor();
        this.totalIters = options.totalIters();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        if (lastEpoch() == 0) {
            return scaled(startFactor);
        }
        if (isInitial() || lastEpoch() > totalIters) {
            return rates();
        }
        double change = endFactor - startFactor;
        return scaled(
                1.0 + quotient(change, totalIters * startFactor + (lastEpoch() - 1) * change));
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double factor =
                startFactor
                        + quotient(
                                (endFactor - startFactor) * Math.min(totalIters, lastEpoch()),
                                totalIters);
        return fromBase((_, base) -> base.times(factor));
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("start_factor", startFactor);
        state.put("end_factor", endFactor);
        state.put("total_iters", totalIters);
    }

    @Override
    protected void load(SchedulerState state) {
        startFactor = state.number("start_factor", startFactor);
        endFactor = state.number("end_factor", endFactor);
        totalIters = state.integer("total_iters", totalIters);
    }
}
