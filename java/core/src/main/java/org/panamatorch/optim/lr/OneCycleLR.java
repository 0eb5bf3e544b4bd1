package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.optim.OneCycleLRSpec;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterGroup;
import org.panamatorch.option.AnnealStrategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets the rates rise once and fall far below where they began, step by step.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.OneCycleLR.html">torch.optim.lr_scheduler.OneCycleLR</a>
 */
public final class OneCycleLR extends LRScheduler {
    /** A part of the cycle: from and to the values of two options of a group. */
    private record Phase(
            double endStep,
            String startLr,
            String endLr,
            String startMomentum,
            String endMomentum) {
        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("end_step", endStep);
            map.put("start_lr", startLr);
            map.put("end_lr", endLr);
            map.put("start_momentum", startMomentum);
            map.put("end_momentum", endMomentum);
            return map;
        }
    }

    private long totalSteps;
    private final List<Phase> phases;
    private AnnealStrategy strategy;
    private final Momentum momentum;

    /**
     * Makes a schedule; the options tell how many steps it has.
     *
     * @param optimizer whose rates are changed
     * @param maxLr the greatest rate
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range or the number of steps is not told, or the
     *     optimizer has neither momentum nor betas and momentum is to change
     */
    public OneCycleLR(
            Optimizer optimizer, double maxLr, Consumer<? super OneCycleLROptions> options) {
        this(optimizer, List.of(maxLr), options);
    }

    /**
     * Makes a schedule with a rate for each group; the options tell how many steps it has.
     *
     * @param optimizer whose rates are changed
     * @param maxLrs the greatest rates
     * @param options sets what is not to be as by default
     * @throws TorchException if options are out of range or the number of steps is not told, or the
     *     optimizer has neither momentum nor betas and momentum is to change
     */
    public OneCycleLR(
            Optimizer optimizer, List<Double> maxLrs, Consumer<? super OneCycleLROptions> options) {
        this(optimizer, maxLrs, OneCycleLROptions.of(options, "OneCycleLR"));
    }

    private OneCycleLR(Optimizer optimizer, List<Double> maxLrs, OneCycleLRSpec options) {
        Arguments.requirePresent(optimizer, "OneCycleLR", "optimizer", "an optimizer");
        Arguments.requireAll(maxLrs, "OneCycleLR", "maxLr", "rates");
        long steps = totalSteps(options);
        totalSteps = steps;
        phases = phases(options, steps);
        if (!(options.pctStart() >= 0 && options.pctStart() <= 1)) {
            throw refused(
                    "Expected float between 0 and 1 pct_start, but got "
                            + PythonFormat.repr(options.pctStart()));
        }
        strategy = options.annealStrategy();
        List<Double> greatest = each("max_lr", optimizer, maxLrs);
        if (options.lastEpoch() == -1) {
            List<? extends ParameterGroup<?>> groups = optimizer.parameterGroups();
            for (int i = 0; i < groups.size(); i++) {
                OptimizerOptions group = groups.get(i).options();
                double initial = quotient(greatest.get(i), options.divFactor());
                group.set("initial_lr", initial);
                group.set("max_lr", greatest.get(i));
                group.set("min_lr", quotient(initial, options.finalDivFactor()));
            }
        }
        Momentum cycled = options.cycleMomentum() ? new Momentum(optimizer) : null;
        momentum = cycled;
        if (cycled != null) {
            List<Double> most = each("max_momentum", optimizer, options.maxMomentum());
            List<Double> least = each("base_momentum", optimizer, options.baseMomentum());
            if (options.lastEpoch() == -1) {
                cycled.begin(least, most);
            }
        }
        super(optimizer, options.lastEpoch());
    }

    private static long totalSteps(OneCycleLRSpec options) {
        if (options.totalSteps() != null) {
            return positive("total_steps", options.totalSteps());
        }
        if (options.epochs() != null && options.stepsPerEpoch() != null) {
            return positive("epochs", options.epochs())
                    * positive("steps_per_epoch", options.stepsPerEpoch());
        }
        throw refused("You must define either total_steps OR (epochs AND steps_per_epoch)");
    }

    private static long positive(String name, long value) {
        if (value <= 0) {
            throw refused("Expected positive integer " + name + ", but got " + value);
        }
        return value;
    }

    private static List<Phase> phases(OneCycleLRSpec options, long totalSteps) {
        double rise = options.pctStart() * totalSteps - 1;
        Phase up = new Phase(rise, "initial_lr", "max_lr", "max_momentum", "base_momentum");
        if (!options.threePhase()) {
            return List.of(
                    up,
                    new Phase(totalSteps - 1, "max_lr", "min_lr", "base_momentum", "max_momentum"));
        }
        return List.of(
                up,
                new Phase(
                        2 * options.pctStart() * totalSteps - 2,
                        "max_lr",
                        "initial_lr",
                        "base_momentum",
                        "max_momentum"),
                new Phase(totalSteps - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum"));
    }

    @Override
    protected List<Double> getLr() {
        long step = lastEpoch();
        if (step > totalSteps) {
            throw refused(
                    "Tried to step "
                            + step
                            + " times. The specified number of total steps is "
                            + totalSteps);
        }
        double start = 0.0;
        int index = 0;
        while (index < phases.size() - 1 && step > phases.get(index).endStep()) {
            start = phases.get(index++).endStep();
        }
        Phase phase = phases.get(index);
        double part = quotient(step - start, phase.endStep() - start);
        List<Double> rates = new ArrayList<>();
        for (ParameterGroup<?> group : optimizer().parameterGroups()) {
            OptimizerOptions options = group.options();
            rates.add(
                    Anneal.at(
                            strategy,
                            options.number(phase.startLr()),
                            options.number(phase.endLr()),
                            part));
            if (momentum != null) {
                momentum.set(
                        options,
                        Anneal.at(
                                strategy,
                                options.number(phase.startMomentum()),
                                options.number(phase.endMomentum()),
                                part));
            }
        }
        return rates;
    }

    @Override
    protected void save(Map<String, Object> state) {
        state.put("total_steps", totalSteps);
        state.put("_schedule_phases", phases.stream().map(Phase::toMap).toList());
        state.put("_anneal_func_type", strategy.toString());
        state.put("cycle_momentum", momentum != null);
        if (momentum != null) {
            state.put("use_beta1", momentum.isBeta());
        }
    }

    @Override
    protected void load(SchedulerState state) {
        totalSteps = state.integer("total_steps", totalSteps);
        strategy = state.word("_anneal_func_type", AnnealStrategy.values(), strategy);
    }
}
