package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.PolynomialLRSpec;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets the rates fall to 0 along a polynomial.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.PolynomialLR.html">torch.optim.lr_scheduler.PolynomialLR</a>
 */
public final class PolynomialLR extends LRScheduler {
    private long totalIters;
    private double power;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     */
    public PolynomialLR(Optimizer optimizer) {
        this(optimizer, PolynomialLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public PolynomialLR(Optimizer optimizer, Consumer<? super PolynomialLROptions> options) {
        this(optimizer, PolynomialLROptions.of(options, "PolynomialLR"));
    }

    private PolynomialLR(Optimizer optimizer, PolynomialLRSpec options) {
        this.totalIters = options.totalIters();
        this.power = options.power();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        if (isInitial() || lastEpoch() > totalIters) {
            return rates();
        }
        double total = totalIters;
        double left = 1.0 - quotient(lastEpoch(), total);
        double before = 1.0 - quotient(lastEpoch() - 1, total);
        return scaled(PtRuntime.pow(quotient(left, before), power));
    }

    @Override
    protected List<Double> getClosedFormLr() {
        double left = 1.0 - quotient(Math.min(totalIters, lastEpoch()), totalIters);
        double factor = PtRuntime.pow(left, power);
        return fromBase((_, base) -> base.times(factor));
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("total_iters", totalIters);
        state.put("power", power);
    }

    @Override
    protected void load(SchedulerState state) {
        totalIters = state.integer("total_iters", totalIters);
        power = state.number("power", power);
    }
}
