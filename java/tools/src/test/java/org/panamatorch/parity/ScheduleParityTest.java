package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.ParameterGroup;
import org.panamatorch.optim.SGD;
import org.panamatorch.optim.lr.ChainedScheduler;
import org.panamatorch.optim.lr.ConstantLR;
import org.panamatorch.optim.lr.CosineAnnealingLR;
import org.panamatorch.optim.lr.CosineAnnealingWarmRestarts;
import org.panamatorch.optim.lr.CyclicLR;
import org.panamatorch.optim.lr.ExponentialLR;
import org.panamatorch.optim.lr.LRScheduler;
import org.panamatorch.optim.lr.LambdaLR;
import org.panamatorch.optim.lr.LinearLR;
import org.panamatorch.optim.lr.MultiStepLR;
import org.panamatorch.optim.lr.MultiplicativeLR;
import org.panamatorch.optim.lr.OneCycleLR;
import org.panamatorch.optim.lr.PolynomialLR;
import org.panamatorch.optim.lr.ReduceLROnPlateau;
import org.panamatorch.optim.lr.SWALR;
import org.panamatorch.optim.lr.SequentialLR;
import org.panamatorch.optim.lr.StepLR;
import org.panamatorch.option.AnnealStrategy;
import org.panamatorch.option.CyclicMode;
import org.panamatorch.option.CyclicScaleMode;
import org.panamatorch.option.PlateauMode;
import org.panamatorch.option.ThresholdMode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The learning rates of 50 steps of each schedule, against Python's on this machine now. */
@NoLeaks
class ScheduleParityTest {
    private static final int STEPS = 50;
    private static final Map<String, Function<Optimizer, LRScheduler>> CASES =
            new LinkedHashMap<>();

    static {
        CASES.put("LambdaLR", o -> new LambdaLR(o, epoch -> 1.0 / (epoch + 1)));
        CASES.put(
                "LambdaLR each",
                o ->
                        new LambdaLR(
                                o, List.of(epoch -> 1.0 / (epoch + 1), epoch -> 1 + 0.1 * epoch)));
        CASES.put("MultiplicativeLR", o -> new MultiplicativeLR(o, epoch -> 0.95 + 0.001 * epoch));
        CASES.put("StepLR", o -> new StepLR(o, 7));
        CASES.put("StepLR gamma", o -> new StepLR(o, 3, s -> s.gamma(0.7)));
        CASES.put(
                "MultiStepLR",
                o -> new MultiStepLR(o, List.of(3L, 10L, 10L, 31L), s -> s.gamma(0.3)));
        CASES.put("ConstantLR", ConstantLR::new);
        CASES.put("ConstantLR factor", o -> new ConstantLR(o, s -> s.factor(0.7).totalIters(13)));
        CASES.put("LinearLR", LinearLR::new);
        CASES.put(
                "LinearLR down",
                o -> new LinearLR(o, s -> s.startFactor(0.9).endFactor(0.2).totalIters(33)));
        CASES.put("ExponentialLR", o -> new ExponentialLR(o, 0.93));
        CASES.put("PolynomialLR", PolynomialLR::new);
        CASES.put("PolynomialLR power", o -> new PolynomialLR(o, s -> s.totalIters(41).power(1.7)));
        CASES.put("CosineAnnealingLR", o -> new CosineAnnealingLR(o, 20));
        CASES.put("CosineAnnealingLR min", o -> new CosineAnnealingLR(o, 13, s -> s.etaMin(0.003)));
        CASES.put("CosineAnnealingWarmRestarts", o -> new CosineAnnealingWarmRestarts(o, 7));
        CASES.put(
                "CosineAnnealingWarmRestarts mult",
                o -> new CosineAnnealingWarmRestarts(o, 5, s -> s.tMult(2).etaMin(0.001)));
        CASES.put("CyclicLR", o -> new CyclicLR(o, 0.01, 0.1, s -> s.stepSizeUp(7)));
        CASES.put(
                "CyclicLR triangular2",
                o ->
                        new CyclicLR(
                                o,
                                0.01,
                                0.1,
                                s -> s.stepSizeUp(5).stepSizeDown(8).mode(CyclicMode.TRIANGULAR2)));
        CASES.put(
                "CyclicLR exp_range",
                o ->
                        new CyclicLR(
                                o,
                                List.of(0.01, 0.02),
                                List.of(0.1, 0.3),
                                s -> s.stepSizeUp(6).mode(CyclicMode.EXP_RANGE).gamma(0.97)));
        CASES.put(
                "CyclicLR function",
                o ->
                        new CyclicLR(
                                o,
                                0.01,
                                0.1,
                                s ->
                                        s.stepSizeUp(6)
                                                .scaleFn(x -> 0.5 + 0.1 * x)
                                                .cycleMomentum(false)));
        CASES.put(
                "CyclicLR function of steps",
                o ->
                        new CyclicLR(
                                o,
                                0.01,
                                0.1,
                                s ->
                                        s.stepSizeUp(6)
                                                .scaleFn(x -> 1 / (x + 1))
                                                .scaleMode(CyclicScaleMode.ITERATIONS)
                                                .cycleMomentum(false)));
        CASES.put("OneCycleLR", o -> new OneCycleLR(o, 0.5, s -> s.totalSteps(60)));
        CASES.put(
                "OneCycleLR linear",
                o ->
                        new OneCycleLR(
                                o,
                                List.of(0.5, 0.9),
                                s ->
                                        s.epochs(10)
                                                .stepsPerEpoch(5)
                                                .pctStart(0.4)
                                                .annealStrategy(AnnealStrategy.LINEAR)
                                                .divFactor(10)));
        CASES.put(
                "OneCycleLR three",
                o ->
                        new OneCycleLR(
                                o,
                                0.5,
                                s -> s.totalSteps(55).threePhase(true).finalDivFactor(100)));
        CASES.put("SWALR", o -> new SWALR(o, 0.01));
        CASES.put(
                "SWALR linear",
                o ->
                        new SWALR(
                                o,
                                0.01,
                                s -> s.annealEpochs(17).annealStrategy(AnnealStrategy.LINEAR)));
        CASES.put("SWALR at once", o -> new SWALR(o, List.of(0.01, 0.02), s -> s.annealEpochs(0)));
        CASES.put(
                "SequentialLR",
                o ->
                        new SequentialLR(
                                o,
                                List.of(
                                        new LinearLR(o, s -> s.startFactor(0.1).totalIters(7)),
                                        new CosineAnnealingLR(o, 20)),
                                List.of(7L)));
        CASES.put("SequentialLR nested", ScheduleParityTest::nested);
        CASES.put(
                "ChainedScheduler",
                o ->
                        new ChainedScheduler(
                                List.of(
                                        new ConstantLR(o, s -> s.factor(0.1).totalIters(20)),
                                        new ExponentialLR(o, 0.9))));
        CASES.put(
                "ChainedScheduler of three",
                o ->
                        new ChainedScheduler(
                                List.of(
                                        new LinearLR(o, s -> s.startFactor(0.5).totalIters(9)),
                                        new StepLR(o, 4, s -> s.gamma(0.8)),
                                        new CosineAnnealingLR(o, 25))));
        CASES.put("ReduceLROnPlateau", o -> new ReduceLROnPlateau(o, s -> s.patience(3)));
        CASES.put(
                "ReduceLROnPlateau max",
                o ->
                        new ReduceLROnPlateau(
                                o,
                                s ->
                                        s.mode(PlateauMode.MAX)
                                                .factor(0.5)
                                                .patience(2)
                                                .threshold(0.1)
                                                .thresholdMode(ThresholdMode.ABS)
                                                .cooldown(2)
                                                .minLr(0.001, 0.01)));
    }

    @TempDir private Path folder;

    private static LRScheduler nested(Optimizer o) {
        LRScheduler inner =
                new SequentialLR(
                        o,
                        List.of(
                                new ConstantLR(o, s -> s.factor(0.3).totalIters(4)),
                                new ExponentialLR(o, 0.9)),
                        List.of(5L));
        return new SequentialLR(
                o,
                List.of(
                        inner,
                        new StepLR(o, 3, s -> s.gamma(0.5)),
                        new PolynomialLR(o, s -> s.totalIters(9).power(2))),
                List.of(12L, 30L));
    }

    private static Optimizer sgd() {
        Tensor first = Torch.ones(1).requiresGrad_();
        Tensor second = Torch.ones(1).requiresGrad_();
        return new SGD(
                List.of(
                        ParameterGroup.of(List.of(first)),
                        ParameterGroup.of(List.of(second), o -> o.lr(0.7))),
                o -> o.lr(0.05).momentum(0.9));
    }

    private static double metric(int step) {
        return step < 8 ? 1.0 / (step + 1) : 0.125 + 0.001 * (step % 5);
    }

    private static void step(LRScheduler schedule, int step, boolean byEpoch) {
        if (schedule instanceof ReduceLROnPlateau plateau) {
            plateau.step(metric(step));
        } else if (byEpoch) {
            schedule.stepTo(step * 2L);
        } else {
            schedule.step();
        }
    }

    private static List<Double> run(
            Optimizer optimizer, LRScheduler schedule, int from, int to, boolean byEpoch) {
        List<Double> values = new ArrayList<>();
        for (int step = from; step < to; step++) {
            for (var group : optimizer.parameterGroups()) {
                values.add(group.options().lr());
                values.add(
                        group.options().get("momentum") instanceof Number momentum
                                ? momentum.doubleValue()
                                : Double.NaN);
            }
            optimizer.step();
            step(schedule, step, byEpoch);
        }
        return values;
    }

    private static List<Double> runOfAdam(Function<Optimizer, LRScheduler> schedule) {
        try (Adam adam = new Adam(List.of(Torch.ones(1).requiresGrad_()), 0.05)) {
            LRScheduler made = schedule.apply(adam);
            List<Double> values = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                var options = adam.parameterGroups().get(0).options();
                values.add(options.lr());
                values.add(options.betas()[0]);
                adam.step();
                made.step();
            }
            return values;
        }
    }

    private static List<Double> run(String name) {
        if (name.equals("OneCycleLR of Adam")) {
            return runOfAdam(o -> new OneCycleLR(o, 0.5, s -> s.totalSteps(60)));
        }
        if (name.equals("CyclicLR of Adam")) {
            return runOfAdam(o -> new CyclicLR(o, 0.01, 0.1, s -> s.stepSizeUp(7)));
        }
        boolean byEpoch = name.endsWith(" by epoch");
        try (Optimizer optimizer = sgd();
                var _ = Warnings.capture()) {
            LRScheduler schedule =
                    CASES.get(byEpoch ? name.replace(" by epoch", "") : name).apply(optimizer);
            return run(optimizer, schedule, 0, STEPS, byEpoch);
        }
    }

    @Test
    void rates_arePythons() throws IOException, InterruptedException {
        FreshRecording.makeSchedules(folder);
        Map<String, List<Double>> python = FreshRecording.numbers(folder.resolve("schedules.txt"));
        assertThat(python).hasSize(50).containsKeys(CASES.keySet().toArray(String[]::new));
        python.forEach((name, rates) -> assertThat(run(name)).as(name).isEqualTo(rates));
    }

    @Test
    void stateHalfWay_goesOnAsWithoutABreak() {
        CASES.forEach(
                (name, make) -> {
                    try (Optimizer whole = sgd();
                            Optimizer first = sgd();
                            Optimizer second = sgd()) {
                        List<Double> expected = run(whole, make.apply(whole), 0, STEPS, false);
                        LRScheduler before = make.apply(first);
                        List<Double> rates = run(first, before, 0, STEPS / 2, false);
                        LRScheduler after = make.apply(second);
                        second.loadStateDict(first.stateDict());
                        after.loadStateDict(before.stateDict());
                        rates.addAll(run(second, after, STEPS / 2, STEPS, false));
                        assertThat(rates).as(name).isEqualTo(expected);
                        assertThat(after.stateDict()).as(name).isNotEmpty();
                    }
                });
    }
}
