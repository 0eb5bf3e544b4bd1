package org.panamatorch.optim.lr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warning;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.optim.Adagrad;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterGroup;
import org.panamatorch.optim.SGD;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** Schedules: their order with steps, their state, one's own, and what they refuse. */
@NoLeaks
class LRSchedulerTest {
    private final Tensor parameter = Torch.ones(1).requiresGrad_();
    private final SGD sgd = new SGD(List.of(parameter), 0.5);

    @AfterEach
    void close() {
        sgd.close();
    }

    private static class Halving extends LRScheduler {
        private final long every;

        Halving(Optimizer optimizer, long every) {
            this.every = every;
            super(optimizer, -1);
        }

        @Override
        protected List<Double> getLr() {
            return lastEpoch() > 0 && lastEpoch() % every == 0 ? scaled(0.5) : rates();
        }
    }

    @Test
    void rateThatIsATensor_isComputedInItsDtype() {
        Tensor rate = Torch.tensor(0.1f);
        try (SGD trained = new SGD(List.of(parameter), o -> o.lr(rate))) {
            StepLR schedule = new StepLR(trained, 1, o -> o.gamma(0.9));
            float expected = 0.1f;
            for (int i = 0; i < 50; i++) {
                trained.step();
                schedule.step();
                expected *= 0.9f;
            }
            assertThat((float) rate.itemDouble()).isEqualTo(expected);
            CosineAnnealingLR cosine = new CosineAnnealingLR(trained, 3, o -> o.etaMin(0.01));
            trained.step();
            cosine.step();
            // (1 + cos(pi / 3)) / (1 + cos(0)) times the distance from the least.
            double factor = (1 + Math.cos(Math.PI / 3)) / 2;
            assertThat((float) rate.itemDouble())
                    .isEqualTo((expected - 0.01f) * (float) factor + 0.01f);
        }
    }

    @Test
    void tensorsThatAFactorMakesAndKeeps_stayOpen() {
        Tensor[] kept = new Tensor[1];
        LongToDoubleFunction factor =
                epoch -> {
                    if (epoch < 2) {
                        kept[0] = Torch.tensor(0.5, 0.25, 0.125);
                    }
                    return kept[0].toDoubleArray()[(int) epoch];
                };
        LRScheduler lambda = new LambdaLR(sgd, factor);
        sgd.step();
        lambda.step();
        lambda.step();
        assertThat(lambda.getLastLr()).containsExactly(0.5 * 0.125);
        LRScheduler multiplicative = new MultiplicativeLR(sgd, factor);
        multiplicative.step();
        multiplicative.step();
        assertThat(multiplicative.getLastLr()).containsExactly(0.5 * 0.125 * 0.25 * 0.125);
    }

    @Test
    void groupAddedLater_isRefusedByName() {
        List<LRScheduler> schedules =
                List.of(
                        new CosineAnnealingLR(sgd, 2),
                        new MultiplicativeLR(sgd, _ -> 0.5),
                        new LambdaLR(sgd, _ -> 0.5));
        sgd.addParameterGroup(ParameterGroup.of(List.of(Torch.ones(1).requiresGrad_())));
        for (LRScheduler schedule : schedules) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 3; i++) {
                                    schedule.step();
                                }
                            })
                    .hasMessage(
                            schedule.getClass().getSimpleName()
                                    + " has 1 learning rates for 2 parameter groups");
        }
    }

    @Test
    void scheduleOfOnesOwn_changesTheRates() {
        Halving halving = new Halving(sgd, 2);
        for (double expected : List.of(0.5, 0.5, 0.25, 0.25, 0.125)) {
            assertThat(sgd.parameterGroups().get(0).options().lr()).isEqualTo(expected);
            assertThat(halving.getLastLr()).containsExactly(expected);
            sgd.step();
            halving.step();
        }
    }

    @Test
    void learningRateOfATensor_isFilled() {
        Tensor rate = Torch.tensor(0.5f);
        try (SGD ofTensor = new SGD(List.of(parameter), o -> o.lr(rate))) {
            ExponentialLR schedule = new ExponentialLR(ofTensor, 0.5);
            ofTensor.step();
            schedule.step();
            assertThat(rate.itemDouble()).isEqualTo(0.25);
            assertThat(ofTensor.parameterGroups().get(0).options().lrTensor()).isSameAs(rate);
        }
    }

    @Test
    void stepBeforeTheOptimizers_warns() {
        try (var warnings = Warnings.capture()) {
            new StepLR(sgd, 3).step();
            assertThat(warnings.list())
                    .extracting(Warning::text)
                    .containsExactly(
                            "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In"
                                + " PyTorch 1.1.0 and later, you should call them in the opposite"
                                + " order: `optimizer.step()` before `lr_scheduler.step()`. "
                                + " Failure to do this will result in PyTorch skipping the first"
                                + " value of the learning rate schedule. See more details at"
                                + " https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate");
        }
    }

    @Test
    void stepAfterTheOptimizers_doesNotWarn() {
        try (var warnings = Warnings.capture()) {
            StepLR schedule = new StepLR(sgd, 3);
            sgd.step();
            schedule.step();
            schedule.step();
            assertThat(warnings.list()).isEmpty();
        }
    }

    @Test
    void stepToAnEpoch_warns() {
        try (var warnings = Warnings.capture()) {
            StepLR schedule = new StepLR(sgd, 3, o -> o.gamma(0.5));
            sgd.step();
            schedule.stepTo(7);
            assertThat(schedule.getLastLr()).containsExactly(0.125);
            assertThat(warnings.list().getFirst().text())
                    .startsWith("The epoch parameter in `scheduler.step()` was not necessary");
        }
    }

    @Test
    void state_hasPythonsNamesInItsOrder() {
        StepLR schedule = new StepLR(sgd, 3, o -> o.gamma(0.5));
        assertThat(schedule.stateDict().toString())
                .isEqualTo(
                        "{step_size=3, gamma=0.5, base_lrs=[0.5], last_epoch=0, _step_count=1,"
                                + " _is_initial=false, _get_lr_called_within_step=false,"
                                + " _last_lr=[0.5]}");
        assertThat(sgd.toString()).contains("    initial_lr: 0.5\n    lr: 0.5\n");
    }

    @Test
    void functionsOfASchedule_comeLastInItsState() {
        assertThat(new LambdaLR(sgd, _ -> 1).stateDict().lastEntry())
                .isEqualTo(Map.entry("lr_lambdas", Collections.singletonList(null)));
        assertThat(new MultiplicativeLR(sgd, _ -> 1).stateDict().lastEntry())
                .isEqualTo(Map.entry("lr_lambdas", Collections.singletonList(null)));
        CyclicLR cyclic = new CyclicLR(sgd, 0.1, 0.2, o -> o.cycleMomentum(false));
        assertThat(cyclic.stateDict().lastEntry().getKey()).isEqualTo("_scale_fn_custom");
    }

    @Test
    void rateOfANumberAfterAnotherOfATensor_isRoundedOnce() {
        Tensor rate = Torch.tensor(0.1f);
        try (SGD trained = new SGD(List.of(parameter), o -> o.lr(rate).momentum(0.9))) {
            OneCycleLR cycle = new OneCycleLR(trained, 0.3, o -> o.totalSteps(10L));
            LambdaLR constant = new LambdaLR(trained, _ -> 0.9);
            SequentialLR both = new SequentialLR(trained, List.of(cycle, constant), List.of(1L));
            trained.step();
            both.step();
            assertThat((float) rate.itemDouble())
                    .isEqualTo((float) (0.3 / 25 * 0.9))
                    .isNotEqualTo((float) (0.3 / 25) * 0.9f);
        }
    }

    @Test
    void scheduleThatGoesOnWithoutABeginning_throws() {
        assertRefused(
                () -> new StepLR(sgd, 3, o -> o.lastEpoch(4)),
                Kind.KEY,
                "param 'initial_lr' is not specified in param_groups[0] when resuming scheduler"
                    + " with last_epoch >= 0.\n"
                    + "This typically happens when:\n"
                    + "1. You're trying to resume training from a checkpoint but haven't properly"
                    + " loaded the optimizer state\n"
                    + "2. You're using last_epoch >= 0 for a fresh training run (not recommended)");
    }

    @Test
    void plateau_needsAValue() {
        assertRefused(
                () -> new ReduceLROnPlateau(sgd).step(),
                Kind.TYPE,
                "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'");
    }

    @Test
    void plateauAmongOthers_throws() {
        assertRefused(
                () -> new ChainedScheduler(List.of(new ReduceLROnPlateau(sgd))),
                Kind.VALUE,
                "ChainedScheduler does not support `ReduceLROnPlateau` scheduler as it requires"
                    + " additional kwargs to be specified when calling `step`, but got one at index"
                    + " 0 in the given schedulers sequence.");
    }

    @Test
    void momentumOfAnOptimizerWithout_throws() {
        try (Adagrad adagrad = new Adagrad(List.of(parameter))) {
            assertRefused(
                    () -> new CyclicLR(adagrad, 0.1, 0.2),
                    Kind.VALUE,
                    "optimizer must support momentum or beta1 with `cycle_momentum` option"
                            + " enabled");
        }
    }

    @Test
    void cycleOfNoLength_throws() {
        assertRefused(
                () -> new OneCycleLR(sgd, 0.1, o -> {}),
                Kind.VALUE,
                "You must define either total_steps OR (epochs AND steps_per_epoch)");
        assertRefused(
                () -> new OneCycleLR(sgd, 0.1, o -> o.totalSteps(0)),
                Kind.VALUE,
                "Expected positive integer total_steps, but got 0");
    }

    @Test
    void cycleOverBetas_changesTheFirstWhateverTheyAre() {
        try (Adam adam = new Adam(List.of(parameter), 0.5);
                Tensor second = Torch.tensor(0.75f)) {
            OptimizerOptions options = adam.parameterGroups().get(0).options();
            OneCycleLR schedule = new OneCycleLR(adam, 0.1, o -> o.totalSteps(3).pctStart(0.5));
            options.set("betas", new Object[] {0.5, 0.75});
            adam.step();
            schedule.step();
            assertThat(options.get("betas")).isEqualTo(new double[] {0.875, 0.75});
            options.set("betas", new Object[] {0.5, second});
            schedule.step();
            assertThat(options.get("betas")).isEqualTo(new Object[] {0.95, second});
        }
    }

    @Test
    void stepBeyondTheCycle_throws() {
        OneCycleLR schedule = new OneCycleLR(sgd, 0.1, o -> o.totalSteps(2).pctStart(0.9));
        sgd.step();
        schedule.step();
        schedule.step();
        assertRefused(
                schedule::step,
                Kind.VALUE,
                "Tried to step 3 times. The specified number of total steps is 2");
    }

    @Test
    void milestonesThatDoNotFit_throw() {
        assertRefused(
                () -> new SequentialLR(sgd, List.of(new StepLR(sgd, 1)), List.of(2L)),
                Kind.VALUE,
                "Sequential Schedulers expects number of schedulers provided to be one more than"
                        + " the number of milestone points, but got number of schedulers 1 and the"
                        + " number of milestones to be equal to 1");
    }

    @Test
    void factorBeyondOne_throws() {
        assertRefused(
                () -> new ConstantLR(sgd, o -> o.factor(1.5)),
                Kind.VALUE,
                "Constant multiplicative factor expected to be between 0 and 1.");
        assertRefused(
                () -> new ReduceLROnPlateau(sgd, o -> o.factor(1.0)),
                Kind.VALUE,
                "Factor should be < 1.0.");
    }

    @Test
    void closedFormOfNoStep_isRefused() {
        StepLR schedule = new StepLR(sgd, 0);
        sgd.step();
        assertRefused(() -> schedule.stepTo(3), Kind.VALUE, "integer division or modulo by zero");
    }

    @Test
    void optimizerThatIsNull_isNamed() {
        assertThatThrownBy(() -> new SWALR(null, 0.5))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("LRScheduler: argument 'optimizer' is null, expected an optimizer");
    }

    @Test
    void ratesThatAreNull_areNamed() {
        assertThatThrownBy(() -> new SWALR(sgd, Arrays.asList((Double) null), o -> {}))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "LRScheduler: argument 'swa_lr[0]' is null, expected one of a list of"
                                + " numbers");
    }
}
