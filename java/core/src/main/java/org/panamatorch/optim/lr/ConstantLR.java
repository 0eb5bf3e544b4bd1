package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.optim.ConstantLRSpec;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Multiplies the rates of the first epochs by a factor.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.ConstantLR.html">torch.optim.lr_scheduler.ConstantLR</a>
 */
public final class ConstantLR extends LRScheduler {
    private double factor;
    private long totalIters;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     */
    public ConstantLR(Optimizer optimizer) {
        this(optimizer, ConstantLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public ConstantLR(Optimizer optimizer, Consumer<? super ConstantLROptions> options) {
        this(optimizer, ConstantLROptions.of(options, "ConstantLR"));
    }

    private ConstantLR(Optimizer optimizer, ConstantLRSpec options) {
        if (options.factor() > 1.0 || options.factor() < 0) {
            throw refused("Constant multiplicative factor expected to be between 0 and 1.");
        }
        this.factor = options.factor();
        this.totalIters = options.totalIters();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        if (lastEpoch() == 0) {
            return scaled(factor);
        }
        return lastEpoch() != totalIters ? rates() : scaled(quotient(1.0, factor));
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double now = factor + (lastEpoch() >= totalIters ? 1 - factor : 0);
        return fromBase((_, base) -> base.times(now));
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("factor", factor);
        state.put("total_iters", totalIters);
    }

    @Override
    protected void load(SchedulerState state) {
        factor = state.number("factor", factor);
        totalIters = state.integer("total_iters", totalIters);
    }
}
