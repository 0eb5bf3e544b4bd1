package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.CosineAnnealingWarmRestartsSpec;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.optim.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets the rates fall along half a cosine, again and again.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html">torch.optim.lr_scheduler.CosineAnnealingWarmRestarts</a>
 */
public final class CosineAnnealingWarmRestarts extends LRScheduler {
    private long firstLength;
    private double length;
    private long tMult;
    private double etaMin;
    private double current;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     * @param t0 how many epochs the first run has
     * @throws TorchException if it has none
     */
    public CosineAnnealingWarmRestarts(Optimizer optimizer, long t0) {
        this(optimizer, t0, CosineAnnealingWarmRestartsOptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param t0 how many epochs the first run has
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the schedule goes on and a group does
     *     not know its {@code initial_lr}
     */
    public CosineAnnealingWarmRestarts(
            Optimizer optimizer,
            long t0,
            Consumer<? super CosineAnnealingWarmRestartsOptions> options) {
        this(
                optimizer,
                t0,
                CosineAnnealingWarmRestartsOptions.of(options, "CosineAnnealingWarmRestarts"));
    }

    private CosineAnnealingWarmRestarts(
            Optimizer optimizer, long t0, CosineAnnealingWarmRestartsSpec options) {
        if (t0 <= 0) {
            throw refused("Expected positive integer T_0, but got " + t0);
        }
        if (options.tMult() < 1) {
            throw refused("Expected integer T_mult >= 1, but got " + options.tMult());
        }
        firstLength = t0;
        length = t0;
        tMult = options.tMult();
        etaMin = options.etaMin();
        current = options.lastEpoch();
        super(optimizer, options.lastEpoch());
    }

    @Override
    protected List<Double> getLr() {
        double cos = PtRuntime.cos(Math.PI * current / length);
        return fromBase((_, base) -> base.plus(-etaMin).times(1 + cos).over(2).plus(etaMin));
    }

    @Override
    public void step() {
        if (lastEpoch() < 0) {
            step(0.0);
            return;
        }
        current++;
        if (current >= length) {
            current = current % length;
            length = length * tMult;
        }
        set(lastEpoch() + 1);
    }

    @Override
    public void stepTo(long epoch) {
        step((double) epoch);
    }

    /**
     * Sets the rates of a part of an epoch, such as {@code epoch + i / batches}.
     *
     * @param epoch the epoch, whole or not
     * @throws TorchException if it is negative
     */
    public void step(double epoch) {
        if (epoch < 0) {
            throw refused("Expected non-negative epoch, but got " + PythonFormat.repr(epoch));
        }
        if (epoch < firstLength) {
            length = firstLength;
            current = epoch;
        } else if (tMult == 1) {
            current = epoch % firstLength;
        } else {
            double runs = epoch / firstLength * (tMult - 1) + 1;
            long n = (long) (PtRuntime.log(runs) / PtRuntime.log(tMult));
            double power = PtRuntime.pow(tMult, n);
            current = epoch - firstLength * (power - 1) / (tMult - 1);
            length = firstLength * power;
        }
        set((long) Math.floor(epoch));
    }

    private void set(long epoch) {
        lastEpoch(epoch);
        setRates(getLr());
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("T_0", firstLength);
        state.put("T_i", length);
        state.put("T_mult", tMult);
        state.put("eta_min", etaMin);
        state.put("T_cur", current);
    }

    @Override
    protected void load(SchedulerState state) {
        firstLength = state.integer("T_0", firstLength);
        length = state.number("T_i", length);
        tMult = state.integer("T_mult", tMult);
        etaMin = state.number("eta_min", etaMin);
        current = state.number("T_cur", current);
    }
}
