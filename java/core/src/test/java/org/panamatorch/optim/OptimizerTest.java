package org.panamatorch.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.HookHandle;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all optimizers have: steps, closures, hooks, states. */
@NoLeaks
class OptimizerTest {
    private final Tensor parameter = Torch.tensor(new float[] {1, 2}).requiresGrad_();

    private Supplier<Tensor> closure(Optimizer optimizer) {
        return Closures.of(optimizer, () -> parameter.square().sum());
    }

    private static final class SignDescent extends Optimizer {
        SignDescent(Collection<Tensor> parameters, double lr) {
            super(parameters, new OptimizerOptions().lr(lr));
        }

        @Override
        protected void update() {
            for (var group : parameterGroups()) {
                for (Tensor each : group.parameters()) {
                    ParameterState state = state(each);
                    if (state.isEmpty()) {
                        state.put("signs", Torch.zerosLike(each));
                    }
                    state.tensor("signs").add_(each.grad().sign());
                    each.sub_(each.grad().sign(), group.options().lr());
                }
            }
        }
    }

    @Test
    void optimizerOfOnesOwn_stepsAndKeeps() {
        try (SignDescent descent = new SignDescent(List.of(parameter), 0.25)) {
            try (var _ = new TensorScope()) {
                descent.step(closure(descent));
                descent.step(closure(descent));
            }
            assertThat(parameter.detach().toFloatArray()).containsExactly(0.5f, 1.5f);
            assertThat(descent.state(parameter).tensor("signs").toFloatArray())
                    .containsExactly(2, 2);
            assertThat(descent).hasToString("SignDescent (\nParameter Group 0\n    lr: 0.25\n)");
        }
    }

    @Test
    void closure_givesTheFirstLoss() {
        try (SGD sgd = new SGD(List.of(parameter), 0.25)) {
            assertThat(sgd.step(closure(sgd)).itemDouble()).isEqualTo(5);
            assertThat(Torch.noGrad(() -> sgd.step(closure(sgd))).itemDouble()).isEqualTo(1.25);
        }
    }

    @Test
    void stepHooks_runAroundTheStepInTheirOrder() {
        List<String> calls = new ArrayList<>();
        try (SGD sgd = new SGD(List.of(parameter), 0.25);
                HookHandle _ =
                        Optimizer.registerOptimizerStepPreHook(
                                (_, closure) -> {
                                    calls.add("all");
                                    return closure;
                                });
                HookHandle _ = Optimizer.registerOptimizerStepPostHook(_ -> calls.add("at last"))) {
            sgd.registerStepPreHook(
                    (_, _) -> {
                        calls.add("before");
                        return closure(sgd);
                    });
            HookHandle after = sgd.registerStepPostHook(_ -> calls.add("after"));
            assertThat(sgd.step(null).itemDouble()).isEqualTo(5);
            after.remove();
            sgd.step();
        }
        assertThat(calls)
                .containsExactly("all", "before", "after", "at last", "all", "before", "at last");
    }

    private static final List<Function<Collection<Tensor>, Optimizer>> STEADY =
            List.of(
                    p -> new SGD(p, o -> o.momentum(0.9)),
                    p -> new Adam(p, o -> o.amsgrad(true)),
                    p -> new AdamW(p),
                    p -> new Adagrad(p),
                    p -> new Adadelta(p),
                    p -> new Adamax(p),
                    p -> new ASGD(p),
                    p -> new NAdam(p),
                    p -> new RAdam(p),
                    p -> new RMSprop(p, o -> o.momentum(0.5).centered(true)),
                    p -> new Rprop(p),
                    p -> new Adafactor(p),
                    p -> new LBFGS(p));

    private static void train(Optimizer optimizer, Tensor parameter, int steps) {
        for (int i = 0; i < steps; i++) {
            try (var _ = new TensorScope()) {
                optimizer.step(
                        () -> {
                            optimizer.zeroGrad();
                            Tensor loss = parameter.sin().square().sum();
                            loss.backward();
                            return loss;
                        });
            }
        }
    }

    @Test
    void stateHalfWay_goesOnAsWithoutABreak() {
        for (var make : STEADY) {
            Tensor whole = Torch.tensor(new float[] {1, 2}).requiresGrad_();
            Tensor first = Torch.tensor(new float[] {1, 2}).requiresGrad_();
            Optimizer before = make.apply(List.of(first));
            try (Optimizer steady = make.apply(List.of(whole))) {
                train(steady, whole, 10);
                train(before, first, 5);
                Tensor second = first.detach().clone().requiresGrad_();
                try (Optimizer after = make.apply(List.of(second))) {
                    after.loadStateDict(before.stateDict());
                    before.close();
                    train(after, second, 5);
                    assertThat(second.detach().toFloatArray())
                            .as(after.getClass().getSimpleName())
                            .isEqualTo(whole.detach().toFloatArray());
                }
            }
        }
    }

    @Test
    void state_hasPythonsShape() {
        try (Adam adam = new Adam(List.of(parameter), 0.25)) {
            assertThat(adam.stateDict().state()).isEmpty();
            adam.step(closure(adam));
            OptimizerState state = adam.stateDict();
            assertThat(state.state().keySet()).containsExactly(0L);
            assertThat(state.state().get(0L).keySet())
                    .containsExactly("step", "exp_avg", "exp_avg_sq");
            assertThat(state.paramGroups().get(0).keySet())
                    .containsExactly(
                            "lr",
                            "betas",
                            "eps",
                            "weight_decay",
                            "amsgrad",
                            "maximize",
                            "foreach",
                            "capturable",
                            "differentiable",
                            "fused",
                            "decoupled_weight_decay",
                            "params");
            assertThat(((Tensor) state.state().get(0L).get("step")).itemDouble()).isEqualTo(1);
        }
    }

    @Test
    void states_arePrintedAsPythonDoes() {
        try (SGD sgd = new SGD(List.of(parameter), 0.25)) {
            assertThat(sgd.stateDict())
                    .hasToString(
                            "{'state': {}, 'param_groups': [{'lr': 0.25, 'momentum': 0,"
                                    + " 'dampening': 0, 'weight_decay': 0, 'nesterov': False,"
                                    + " 'maximize': False, 'foreach': None, 'differentiable':"
                                    + " False, 'fused': None, 'params': [0]}]}");
        }
    }

    @Test
    void tuples_arePrintedAsPythonDoes() {
        try (Adafactor adafactor = new Adafactor(List.of(parameter))) {
            assertThat(adafactor.toString()).contains("\n    eps: (None, 0.001)\n");
        }
        try (Rprop rprop = new Rprop(List.of(parameter))) {
            assertThat(rprop.toString()).contains("\n    step_sizes: (1e-06, 50)\n");
            assertThat(rprop.parameterGroups().get(0).options().stepSizes())
                    .containsExactly(1e-6, 50);
        }
        try (Adam adam = new Adam(List.of(parameter), o -> o.lr(Torch.tensor(0.25f)))) {
            assertThat(adam.toString()).contains("\n    lr: 0.25\n");
        }
    }

    @Test
    void numbersOfTuples_arePrintedAsTheyWereGiven() {
        try (Rprop rprop =
                new Rprop(List.of(parameter), o -> o.stepSizes(1e-6, 50).etas(0.5, 2.0))) {
            assertThat(rprop.toString())
                    .contains("\n    etas: (0.5, 2.0)\n", "\n    step_sizes: (1e-06, 50)\n");
            assertThat(rprop.parameterGroups().get(0).options().stepSizes())
                    .containsExactly(1e-6, 50);
        }
        try (Rprop rprop =
                new Rprop(List.of(parameter), o -> o.stepSizes(new double[] {1e-6, 50}))) {
            assertThat(rprop.toString()).contains("\n    step_sizes: (1e-06, 50.0)\n");
        }
        try (Adafactor adafactor = new Adafactor(List.of(parameter), o -> o.eps(null, 1))) {
            assertThat(adafactor.toString()).contains("\n    eps: (None, 1)\n");
        }
    }

    @Test
    void optionsOfAGroup_areNotChecked() {
        try (Adam adam =
                new Adam(
                        List.of(
                                ParameterGroup.<AdamOptions>of(
                                        List.of(parameter), o -> o.weightDecay(-1))))) {
            parameter.setGrad(parameter.detach().clone());
            assertThatCode(adam::step).doesNotThrowAnyException();
        }
    }

    @Test
    void stepThatFails_leavesTheStatesThatItHasMade() {
        try (Adam adam = new Adam(List.of(parameter), o -> o.differentiable(true))) {
            parameter.setGrad(parameter.detach().clone());
            assertThatThrownBy(adam::step)
                    .hasMessageContaining("a leaf Variable that requires grad");
            assertThat(adam.state(parameter).tensor("step").itemDouble()).isEqualTo(1);
        }
    }

    @Test
    void loadedAveragesInDoublePrecision_areRoundedAsPythonDoes() {
        Tensor wide = parameter.detach().to(DType.FLOAT64).requiresGrad_();
        try (ASGD before = new ASGD(List.of(parameter), o -> o.lr(0.1).lambd(0.1));
                ASGD asgd = new ASGD(List.of(wide))) {
            parameter.setGrad(Torch.onesLike(parameter));
            before.step();
            asgd.loadStateDict(before.stateDict());
            wide.setGrad(Torch.onesLike(wide));
            asgd.step();
            double eta = 0.1 / Math.pow(1 + 0.1 * 0.1 * 2, 0.75);
            assertThat(asgd.state(wide).tensor("eta").dtype()).isEqualTo(DType.FLOAT64);
            assertThat(asgd.state(wide).tensor("eta").itemDouble()).isEqualTo((float) eta);
        }
    }

    @Test
    void parameterWithoutElements_isRefusedByAdafactor() {
        Tensor empty = Torch.zeros(0).requiresGrad_();
        empty.setGrad(Torch.zeros(0));
        for (boolean foreach : new boolean[] {false, true}) {
            try (Adafactor adafactor = new Adafactor(List.of(empty), o -> o.foreach(foreach))) {
                assertThatThrownBy(adafactor::step)
                        .hasMessageStartingWith("float division by zero");
            }
        }
    }

    /** Those of fused kernels are not, in Python neither. */
    @Test
    void steps_areNoticedByGraphs() {
        List<Function<List<Tensor>, Optimizer>> makers =
                List.of(
                        p -> new SGD(p, 0.5),
                        p -> new RMSprop(p),
                        p -> new Adam(p),
                        p -> new Adagrad(p, o -> o.foreach(true)));
        for (Function<List<Tensor>, Optimizer> maker : makers) {
            try (var _ = new TensorScope();
                    Optimizer optimizer =
                            maker.apply(List.of(parameter.detach().clone().requiresGrad_()))) {
                Tensor trained = optimizer.parameterGroups().get(0).parameters().get(0);
                trained.setGrad(Torch.onesLike(trained));
                Tensor loss = trained.square().sum();
                optimizer.step();
                assertThatThrownBy(loss::backward)
                        .as("%s", optimizer)
                        .hasMessageContaining(
                                "has been modified by an inplace operation: [torch.FloatTensor [2]]"
                                        + " is at version 1; expected version 0 instead");
            }
        }
    }

    @Test
    void learningRates_areCheckedAsInPython() {
        new SGD(List.of(parameter), Double.NaN).close();
        assertThatThrownBy(() -> new Adam(List.of(parameter), Double.NaN))
                .hasMessageStartingWith("Invalid learning rate: nan");
        assertThatThrownBy(
                        () -> new SparseAdam(List.of(parameter), o -> o.lr(Torch.tensor(0.1, 0.2))))
                .hasMessageStartingWith("Tensor lr must be 1-element");
    }

    @Test
    void closedTensors_areNamed() {
        Tensor rate = Torch.tensor(0.1);
        Tensor closed = Torch.ones(2).requiresGrad_();
        try (SGD sgd = new SGD(List.of(closed), o -> o.lr(rate))) {
            rate.close();
            assertThatThrownBy(sgd::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("SGDOptions: tensor 'lr' was used after it had been closed");
            closed.close();
            assertThatThrownBy(sgd::zeroGrad)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("zeroGrad: tensor 'params' was used after it had been closed");
        }
    }

    @Test
    void loadedState_hasTheParametersDtypeButForSteps() {
        Tensor wide = Torch.ones(Shape.of(2), DType.FLOAT64).requiresGrad_();
        try (Adam adam = new Adam(List.of(parameter), 0.25);
                Adam other = new Adam(List.of(wide), 0.5)) {
            adam.step(closure(adam));
            other.loadStateDict(adam.stateDict());
            assertThat(other.state(wide).tensor("exp_avg").dtype()).isEqualTo(DType.FLOAT64);
            assertThat(other.state(wide).tensor("step").dtype()).isEqualTo(DType.FLOAT32);
            assertThat(other.parameterGroups().get(0).options().lr()).isEqualTo(0.25);
        }
    }

    @Test
    void stateOfOtherGroups_throws() {
        try (SGD one = new SGD(List.of(parameter));
                SGD two = new SGD(List.of(parameter, Torch.ones(1).requiresGrad_()))) {
            assertRefused(
                    () -> one.loadStateDict(two.stateDict()),
                    Kind.VALUE,
                    "loaded state dict contains a parameter group that doesn't match the size of"
                            + " optimizer's group");
            OptimizerState state = one.stateDict();
            state.paramGroups().clear();
            assertRefused(
                    () -> one.loadStateDict(state),
                    Kind.VALUE,
                    "loaded state dict has a different number of parameter groups");
        }
    }

    @Test
    void stateHooks_changeWhatIsGivenAndLoaded() {
        try (SGD sgd = new SGD(List.of(parameter), 0.25)) {
            sgd.registerStateDictPostHook(
                    (_, state) -> {
                        state.paramGroups().get(0).put("note", "kept");
                        return null;
                    },
                    false);
            OptimizerState state = sgd.stateDict();
            assertThat(state.paramGroups().get(0)).containsEntry("note", "kept");
            sgd.registerLoadStateDictPreHook(
                    (_, loaded) -> {
                        loaded.paramGroups().get(0).put("lr", 0.125);
                        return loaded;
                    },
                    false);
            sgd.loadStateDict(state);
            assertThat(sgd.parameterGroups().get(0).options().lr()).isEqualTo(0.125);
            assertThat(state.paramGroups().get(0)).containsEntry("lr", 0.25);
        }
    }

    @Test
    void stateWithoutAGroup_isRefused() {
        List<SequencedMap<String, Object>> groups = new ArrayList<>();
        groups.add(null);
        assertThatThrownBy(() -> new OptimizerState(new LinkedHashMap<>(), groups))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "OptimizerState: argument 'paramGroups[0]' is null, expected one of a list"
                                + " of maps");
    }

    @Test
    void betasWithoutATensor_areRefused() {
        AdamWOptions options = new AdamWOptions().betas(new Tensor[] {null});
        assertRefused(options::betas, Kind.TYPE, "option 'betas' is [None], expected numbers");
    }

    @Test
    void zeroGrad_dropsOrFillsGradients() {
        try (SGD sgd = new SGD(List.of(parameter))) {
            parameter.sum().backward();
            sgd.zeroGrad(false);
            assertThat(parameter.grad().toFloatArray()).containsExactly(0, 0);
            sgd.zeroGrad();
            assertThat(parameter.grad()).isNull();
        }
    }

    @Test
    void sparseGradients_areRefusedByName() {
        try (Adadelta adadelta = new Adadelta(List.of(parameter))) {
            parameter.setGrad(Torch.ones(2).toSparse());
            assertRefused(
                    adadelta::step, Kind.RUNTIME, "Adadelta does not support sparse gradients");
        }
        try (SparseAdam adam = new SparseAdam(List.of(parameter))) {
            parameter.setGrad(Torch.ones(2));
            assertRefused(
                    adam::step,
                    Kind.RUNTIME,
                    "SparseAdam does not support dense gradients, please consider Adam instead");
        }
    }

    @Test
    void capturableOnTheCpu_throws() {
        try (NAdam adam = new NAdam(List.of(parameter), o -> o.capturable(true))) {
            parameter.sum().backward();
            assertRefused(
                    adam::step,
                    Kind.VALUE,
                    "If capturable=True, params, mu_products and state_steps must be on supported"
                            + " devices: ['cuda', 'xpu', 'hpu', 'privateuseone', 'xla'].");
        }
    }

    @Test
    void muonOfAVector_throws() {
        assertRefused(
                () -> new Muon(List.of(parameter)),
                Kind.VALUE,
                "Muon only supports 2D parameters whereas we found a parameter with size:"
                    + " torch.Size([2])\n"
                    + "  in Muon(params=[float32[2]], lr=0.001, weight_decay=0.1, momentum=0.95,"
                    + " nesterov=true, ns_coefficients=[3.4445, -4.775, 2.0315], eps=1.0E-7,"
                    + " ns_steps=5, adjust_lr_fn=None)");
    }

    @Test
    void fusedAndForeach_excludeEachOther() {
        assertRefused(
                () -> new SGD(List.of(parameter), o -> o.fused(true).foreach(true)),
                Kind.RUNTIME,
                "`fused` and `foreach` cannot be `True` together.\n"
                        + "  in SGD(params=[float32[2]], lr=0.001, momentum=0, dampening=0,"
                        + " weight_decay=0, nesterov=false, maximize=false, foreach=true,"
                        + " differentiable=false, fused=true)");
    }

    @Test
    void differentiableStep_isRecorded() {
        Tensor start = Torch.ones(1).requiresGrad_();
        Tensor value = start.clone();
        value.setGrad(Torch.ones(1));
        try (SGD sgd = new SGD(List.of(value), o -> o.lr(0.5).differentiable(true))) {
            sgd.step();
            value.square().sum().backward();
            assertThat(start.grad().toFloatArray()).containsExactly(1);
        }
    }
}
