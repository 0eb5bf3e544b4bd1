package org.panamatorch.optim.lr;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.optim.ReduceLROnPlateauSpec;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterGroup;
import org.panamatorch.option.PlateauMode;
import org.panamatorch.option.ThresholdMode;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Multiplies the rates by a factor when a value, such as the loss, has not improved for a while.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html">torch.optim.lr_scheduler.ReduceLROnPlateau</a>
 */
public final class ReduceLROnPlateau extends LRScheduler {
    private double factor;
    private Double defaultMinLr;
    private List<Double> minLrs;
    private long patience;
    private long cooldown;
    private double eps;
    private PlateauMode mode;
    private double threshold;
    private ThresholdMode thresholdMode;

    private double best;
    private long cooldownCounter;
    private long numBadEpochs;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     */
    public ReduceLROnPlateau(Optimizer optimizer) {
        this(optimizer, ReduceLROnPlateauOptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range
     */
    public ReduceLROnPlateau(
            Optimizer optimizer, Consumer<? super ReduceLROnPlateauOptions> options) {
        this(optimizer, ReduceLROnPlateauOptions.of(options, "ReduceLROnPlateau"));
    }

    private ReduceLROnPlateau(Optimizer optimizer, ReduceLROnPlateauSpec options) {
        if (options.factor() >= 1.0) {
            throw refused("Factor should be < 1.0.");
        }
        Arguments.requirePresent(optimizer, "ReduceLROnPlateau", "optimizer", "an optimizer");
        int groups = optimizer.parameterGroups().size();
        double[] least = options.minLr();
        if (least.length != 1 && least.length != groups) {
            throw refused("expected " + groups + " min_lrs, got " + least.length);
        }
        super(optimizer);
        factor = options.factor();
        defaultMinLr = least.length == 1 ? least[0] : null;
        minLrs =
                least.length == 1
                        ? Collections.nCopies(groups, least[0])
                        : Arrays.stream(least).boxed().toList();
        patience = options.patience();
        cooldown = options.cooldown();
        eps = options.eps();
        mode = options.mode();
        threshold = options.threshold();
        thresholdMode = options.thresholdMode();
        best = worst();
        lastLr(rates());
    }

    private double worst() {
        return mode == PlateauMode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private boolean isBetter(double value) {
        if (thresholdMode == ThresholdMode.REL) {
            return mode == PlateauMode.MIN
                    ? value < best * (1.0 - threshold)
                    : value > best * (threshold + 1.0);
        }
        return mode == PlateauMode.MIN ? value < best - threshold : value > best + threshold;
    }

    /**
     * Refuses: the value that may improve is needed.
     *
     * @throws TorchException always
     */
    @Override
    public void step() {
        throw new TorchException(
                Kind.TYPE,
                "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'");
    }

    /**
     * Refuses, as {@link #step()}.
     *
     * @throws TorchException always
     */
    @Override
    public void stepTo(long epoch) {
        step();
    }

    /**
     * Looks at the value after an epoch, and changes the rates where it has not improved for long.
     *
     * @param metrics the value
     */
    public void step(double metrics) {
        step(metrics, lastEpoch() + 1);
    }

    /**
     * Looks at the value after an epoch, as {@link #step(double)}.
     *
     * @param metrics the value, a tensor of one element
     */
    public void step(Tensor metrics) {
        step(
                Arguments.present(metrics, "ReduceLROnPlateau.step", "metrics", "a tensor")
                        .itemDouble());
    }

    private void step(double current, long epoch) {
        lastEpoch(epoch);
        if (isBetter(current)) {
            best = current;
            numBadEpochs = 0;
        } else {
            numBadEpochs++;
        }
        if (inCooldown()) {
            cooldownCounter--;
            numBadEpochs = 0;
        }
        if (numBadEpochs > patience) {
            reduce();
            cooldownCounter = cooldown;
            numBadEpochs = 0;
        }
        lastLr(rates());
    }

    private void reduce() {
        List<? extends ParameterGroup<?>> groups = optimizer().parameterGroups();
        if (groups.size() != minLrs.size()) {
            if (defaultMinLr == null) {
                throw new TorchException(
                        Kind.RUNTIME,
                        "The number of param groups in the `optimizer` ("
                                + groups.size()
                                + ") differs from when `ReduceLROnPlateau` was initialized ("
                                + minLrs.size()
                                + "), usually due to a new param group being added to the"
                                + " optimizer. Please modify the `min_lrs` field to match the"
                                + " length of the `optimizer` param groups.");
            }
            minLrs = Collections.nCopies(groups.size(), defaultMinLr);
        }
        for (int i = 0; i < groups.size(); i++) {
            OptimizerOptions options = groups.get(i).options();
            double before = options.lr();
            double after = Math.max(before * factor, minLrs.get(i));
            if (before - after > eps) {
                setRate(options, after);
            }
        }
    }

    /**
     * Whether nothing is counted, as the rates have changed lately.
     *
     * @return true if it is so
     */
    public boolean inCooldown() {
        return cooldownCounter > 0;
    }

    @Override
    protected List<Double> getLr() {
        return rates();
    }

    @Override
    public SequencedMap<String, Object> stateDict() {
        SequencedMap<String, Object> state = new LinkedHashMap<>();
        state.put("factor", factor);
        state.put("default_min_lr", defaultMinLr);
        state.put("min_lrs", minLrs);
        state.put("patience", patience);
        state.put("cooldown", cooldown);
        state.put("eps", eps);
        state.put("last_epoch", lastEpoch());
        state.put("_last_lr", getLastLr());
        state.put("mode_worse", worst());
        state.put("mode", mode.toString());
        state.put("threshold", threshold);
        state.put("threshold_mode", thresholdMode.toString());
        state.put("best", best);
        state.put("cooldown_counter", cooldownCounter);
        state.put("num_bad_epochs", numBadEpochs);
        return state;
    }

    @Override
    protected void load(SchedulerState state) {
        factor = state.number("factor", factor);
        minLrs = state.numbers("min_lrs", minLrs);
        patience = state.integer("patience", patience);
        cooldown = state.integer("cooldown", cooldown);
        eps = state.number("eps", eps);
        mode = state.word("mode", PlateauMode.values(), mode);
        thresholdMode = state.word("threshold_mode", ThresholdMode.values(), thresholdMode);
        threshold = state.number("threshold", threshold);
        best = state.number("best", best);
        cooldownCounter = state.integer("cooldown_counter", cooldownCounter);
        numBadEpochs = state.integer("num_bad_epochs", numBadEpochs);
    }
}
