package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.Hyper;
import org.panamatorch.internal.optim.SWALRSpec;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.option.AnnealStrategy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets the rates go to a value in the first epochs and stay there: what goes with an average over
 * the training.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.swa_utils.SWALR.html">torch.optim.swa_utils.SWALR</a>
 */
public final class SWALR extends LRScheduler {
    private long annealEpochs;
    private AnnealStrategy strategy;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     * @param swaLr the rate in the end
     */
    public SWALR(Optimizer optimizer, double swaLr) {
        this(optimizer, List.of(swaLr), SWALROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param swaLr the rate in the end
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range
     */
    public SWALR(Optimizer optimizer, double swaLr, Consumer<? super SWALROptions> options) {
        this(optimizer, List.of(swaLr), SWALROptions.of(options, "SWALR"));
    }

    /**
     * Makes a schedule with a rate for each group.
     *
     * @param optimizer whose rates are changed
     * @param swaLrs the rates in the end
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range
     */
    public SWALR(Optimizer optimizer, List<Double> swaLrs, Consumer<? super SWALROptions> options) {
        this(optimizer, swaLrs, SWALROptions.of(options, "SWALR"));
    }

    private SWALR(Optimizer optimizer, List<Double> swaLrs, SWALRSpec options) {
        List<Double> rates = each("swa_lr", optimizer, swaLrs);
        for (int i = 0; i < rates.size(); i++) {
            optimizer.parameterGroups().get(i).options().set("swa_lr", rates.get(i));
        }
        strategy = options.annealStrategy();
        if (options.annealEpochs() < 0) {
            throw refused(
                    "anneal_epochs must be equal or greater than 0, got " + options.annealEpochs());
        }
        annealEpochs = options.annealEpochs();
        super(optimizer, options.lastEpoch());
    }

    /** How much of the end is in the rate after a number of steps. */
    private double weight(long steps) {
        double part = Math.max(0, Math.min(1, (double) steps / Math.max(1, annealEpochs)));
        return strategy == AnnealStrategy.COS ? (1 - PtRuntime.cos(Math.PI * part)) / 2 : part;
    }

    @Override
    protected List<Double> getLr() {
        long steps = annealEpochs == 0 ? Math.max(1, stepCount() - 1) : stepCount() - 1;
        double before = weight(steps - 1);
        double now = weight(steps);
        List<Double> ends = values("swa_lr");
        return fromNow((i, rate) -> rate(rate, ends.get(i), before, now));
    }

    private static Hyper rate(Hyper rate, double end, double before, double now) {
        Hyper start = before == 1 ? Hyper.of(end) : rate.plus(-before * end).over(1 - before);
        return start.times(1 - now).plus(end * now);
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("_anneal_strategy", strategy.toString());
        state.put("anneal_epochs", annealEpochs);
    }

    @Override
    protected void load(SchedulerState state) {
        strategy = state.word("_anneal_strategy", AnnealStrategy.values(), strategy);
        annealEpochs = state.integer("anneal_epochs", annealEpochs);
    }
}
