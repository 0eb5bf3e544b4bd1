package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.optim.CyclicLRSpec;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.option.CyclicMode;
import org.panamatorch.option.CyclicScaleMode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/**
 * Lets the rates rise and fall between two values, step by step.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.CyclicLR.html">torch.optim.lr_scheduler.CyclicLR</a>
 */
public final class CyclicLR extends LRScheduler {
    private List<Double> maxLrs;
    private double totalSize;
    private double stepRatio;
    private CyclicMode mode;
    private double gamma;
    private CyclicScaleMode scaleMode;
    private final DoubleUnaryOperator scale;
    private final Momentum momentum;
    private List<Double> baseMomentums;
    private List<Double> maxMomentums;

    /**
     * Makes a schedule with the defaults.
     *
     * @param optimizer whose rates are changed
     * @param baseLr the least rate
     * @param maxLr the greatest rate
     * @throws TorchException if the optimizer has neither momentum nor betas
     */
    public CyclicLR(Optimizer optimizer, double baseLr, double maxLr) {
        this(optimizer, List.of(baseLr), List.of(maxLr), CyclicLROptions.defaults());
    }

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param baseLr the least rate
     * @param maxLr the greatest rate
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the optimizer has neither momentum nor
     *     betas and momentum is to change
     */
    public CyclicLR(
            Optimizer optimizer,
            double baseLr,
            double maxLr,
            Consumer<? super CyclicLROptions> options) {
        this(optimizer, List.of(baseLr), List.of(maxLr), CyclicLROptions.of(options, "CyclicLR"));
    }

    /**
     * Makes a schedule with rates for each group.
     *
     * @param optimizer whose rates are changed
     * @param baseLrs the least rates
     * @param maxLrs the greatest rates
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range, or the optimizer has neither momentum nor
     *     betas and momentum is to change
     */
    public CyclicLR(
            Optimizer optimizer,
            List<Double> baseLrs,
            List<Double> maxLrs,
            Consumer<? super CyclicLROptions> options) {
        this(optimizer, baseLrs, maxLrs, CyclicLROptions.of(options, "CyclicLR"));
    }

    private CyclicLR(
            Optimizer optimizer, List<Double> baseLrs, List<Double> maxLrs, CyclicLRSpec options) {
        List<Double> least = each("base_lr", optimizer, baseLrs);
        if (options.lastEpoch() == -1) {
            for (int i = 0; i < least.size(); i++) {
                setRate(optimizer.parameterGroups().get(i).options(), least.get(i));
            }
        }
        this.maxLrs = each("max_lr", optimizer, maxLrs);
        double up = options.stepSizeUp();
        double down = options.stepSizeDown() == null ? up : options.stepSizeDown();
        totalSize = up + down;
        stepRatio = quotient(up, up + down);
        mode = options.mode();
        gamma = options.gamma();
        scale = options.scaleFn();
        scaleMode =
                options.scaleFn() != null
                        ? options.scaleMode()
                        : options.mode() == CyclicMode.EXP_RANGE
                                ? CyclicScaleMode.ITERATIONS
                                : CyclicScaleMode.CYCLE;
        Momentum cycled = options.cycleMomentum() ? new Momentum(optimizer) : null;
        momentum = cycled;
        if (cycled != null) {
            List<Double> leastMomentums = each("base_momentum", optimizer, options.baseMomentum());
            List<Double> mostMomentums = each("max_momentum", optimizer, options.maxMomentum());
            baseMomentums = leastMomentums;
            maxMomentums = mostMomentums;
            if (options.lastEpoch() == -1) {
                cycled.begin(leastMomentums, mostMomentums);
            }
        }
        super(optimizer, options.lastEpoch());
        baseLrs(least);
    }

    private double scale(double x) {
        if (scale != null) {
            return scale.applyAsDouble(x);
        }
        return switch (mode) {
            case TRIANGULAR -> 1.0;
            case TRIANGULAR2 -> 1 / PtRuntime.pow(2.0, x - 1);
            case EXP_RANGE -> PtRuntime.pow(gamma, x);
        };
    }

    @Override
    protected List<Double> getLr() {
        double cycle = Math.floor(1 + lastEpoch() / totalSize);
        double x = 1.0 + lastEpoch() / totalSize - cycle;
        double height = x <= stepRatio ? quotient(x, stepRatio) : quotient(x - 1, stepRatio - 1);
        List<Double> least = baseLrs();
        double at = scaleMode == CyclicScaleMode.CYCLE ? cycle : lastEpoch();
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < least.size(); i++) {
            double base = least.get(i);
            rates.add(base + (maxLrs.get(i) - base) * height * scale(at));
        }
        if (momentum != null) {
            for (int i = 0; i < maxMomentums.size(); i++) {
                double greatest = maxMomentums.get(i);
                momentum.set(
                        optimizer().parameterGroups().get(i).options(),
                        greatest - (greatest - baseMomentums.get(i)) * height * scale(at));
            }
        }
        return rates;
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("max_lrs", maxLrs);
        state.put("total_size", totalSize);
        state.put("step_ratio", stepRatio);
        state.put("mode", mode.toString());
        state.put("gamma", gamma);
        state.put("scale_mode", scaleMode.toString());
        state.put("cycle_momentum", momentum != null);
        if (momentum != null) {
            state.put("use_beta1", momentum.isBeta());
            state.put("base_momentums", baseMomentums);
            state.put("max_momentums", maxMomentums);
        }
    }

    @Override
    public SequencedMap<String, Object> stateDict() {
        SequencedMap<String, Object> state = super.stateDict();
        state.put("_scale_fn_custom", null);
        return state;
    }

    @Override
    protected void load(SchedulerState state) {
        maxLrs = state.numbers("max_lrs", maxLrs);
        totalSize = state.number("total_size", totalSize);
        stepRatio = state.number("step_ratio", stepRatio);
        mode = state.word("mode", CyclicMode.values(), mode);
        gamma = state.number("gamma", gamma);
        scaleMode = state.word("scale_mode", CyclicScaleMode.values(), scaleMode);
        if (momentum != null) {
            baseMomentums = state.numbers("base_momentums", baseMomentums);
            maxMomentums = state.numbers("max_momentums", maxMomentums);
        }
    }
}
