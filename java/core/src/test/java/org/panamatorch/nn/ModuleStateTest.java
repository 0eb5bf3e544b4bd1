package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Saving and loading the state of modules, with Python's texts. */
@NoLeaks
class ModuleStateTest {
    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = new TensorScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Sequential model() {
        return new Sequential(
                new Linear(2, 3), new BatchNorm1d(3), new Sequential(new Linear(3, 1)));
    }

    @Test
    void stateDict_hasParametersThenBuffersThenParts() {
        assertThat(model().stateDict().keySet())
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked",
                        "2.0.weight",
                        "2.0.bias");
    }

    @Test
    void stateDict_tellsVersions() {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("", 1);
        expected.put("0", 1);
        expected.put("1", 2);
        expected.put("2", 1);
        expected.put("2.0", 1);
        assertThat(model().stateDict().versions()).isEqualTo(expected);
    }

    @Test
    void stateDictTakenInsideAScope_outlivesIt() {
        Linear linear = new Linear(2, 3);
        StateDict state;
        try (var scope = new TensorScope()) {
            state = linear.stateDict();
            assertThat(scope.size()).isZero();
        }
        linear.loadStateDict(state);
        assertThat(state.get("weight").shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void entryAddedByAHookInsideAScope_outlivesIt() {
        Linear linear = new Linear(2, 3);
        linear.registerStateDictPostHook(
                (_, state, prefix) -> state.put(prefix + "extra", Torch.ones(1)));
        StateDict state;
        try (var _ = new TensorScope()) {
            state = linear.stateDict();
        }
        assertThat(state.get("extra").item()).isEqualTo(1.0);
    }

    @Test
    void loadStateDictOfAClosedEntry_namesIt() {
        Sequential model = new Sequential(new Linear(2, 3));
        StateDict state = model.stateDict();
        state.get("0.bias").close();
        assertThatThrownBy(() -> model.loadStateDict(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("loadStateDict: tensor '0.bias' was used after it had been closed");
    }

    @Test
    void stateDict_sharesElementsWithoutGradients() {
        Linear linear = new Linear(2, 2);
        Tensor weight = linear.stateDict().get("weight");
        assertThat(weight.requiresGrad()).isFalse();
        weight.fill_(5);
        assertThat(linear.weight().eq(5).all().item().intValue()).isEqualTo(1);
    }

    @Test
    void loadStateDict_copies() {
        Sequential source = model();
        Sequential target = model();
        LoadResult result = target.loadStateDict(source.stateDict());
        assertThat(result).hasToString("<All keys matched successfully>");
        target.stateDict()
                .forEach(
                        (name, tensor) ->
                                assertThat(tensor.equal(source.stateDict().get(name))).isTrue());
    }

    @Test
    void loadStateDict_thatDoesNotFit_saysWhatPythonSays() {
        StateDict state = model().stateDict();
        state.remove("0.weight");
        state.put("zz", Torch.ones(1));
        state.put("0.q", Torch.ones(1));
        state.put("1.bias", Torch.ones(4));
        assertThatThrownBy(() -> model().loadStateDict(state))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        """
                        Error(s) in loading state_dict for Sequential:
                        \tMissing key(s) in state_dict: "0.weight".\s
                        \tUnexpected key(s) in state_dict: "zz", "0.q".\s
                        \tsize mismatch for 1.bias: copying a param with shape torch.Size([4]) from checkpoint, the shape in \
                        current model is torch.Size([3]).\
                        """);
    }

    @Test
    void loadStateDict_withoutATensor_saysWhatPythonSays() {
        StateDict state = new Linear(2, 3).stateDict();
        state.put("bias", null);
        assertThatThrownBy(() -> new Linear(2, 3).loadStateDict(state, false))
                .hasMessage(
                        """
                        Error(s) in loading state_dict for Linear:
                        \tWhile copying the parameter named "bias", expected torch.Tensor or Tensor-like object from checkpoint \
                        but received <class 'NoneType'>\
                        """);
    }

    @Test
    void loadStateDict_notStrict_stillRefusesOtherSizes() {
        StateDict state = new Linear(2, 3).stateDict();
        state.put("weight", Torch.ones(3, 4));
        state.put("bias.x", Torch.ones(3));
        Linear target = new Linear(2, 3);
        Tensor bias = target.bias().detach().clone();
        assertThatThrownBy(() -> target.loadStateDict(state, false))
                .hasMessage(
                        """
                        Error(s) in loading state_dict for Linear:
                        \tsize mismatch for weight: copying a param with shape torch.Size([3, 4]) from checkpoint, the shape in \
                        current model is torch.Size([3, 2]).\
                        """);
        assertThat(target.bias().equal(state.get("bias"))).as("what fits is copied").isTrue();
        assertThat(target.bias().equal(bias)).isFalse();
    }

    @Test
    void assign_keepsWhetherGradientsAreRecorded() {
        Linear source = new Linear(2, 2);
        Linear target = new Linear(2, 2);
        target.weight().requiresGrad_(false);
        target.loadStateDict(source.stateDict(), true, true);
        assertThat(target.weight().requiresGrad()).isFalse();
        assertThat(target.bias().requiresGrad()).isTrue();
    }

    @Test
    void assign_takesAnotherDtype() {
        Linear source = new Linear(2, 2);
        source.toDouble();
        Linear target = new Linear(2, 2);
        target.loadStateDict(source.stateDict(), true, true);
        assertThat(target.weight().dtype()).isEqualTo(DType.FLOAT64);
        Linear copying = new Linear(2, 2);
        copying.loadStateDict(source.stateDict());
        assertThat(copying.weight().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void assign_toAPartOfAnother_isSeenThere() {
        Linear source = new Linear(2, 3);
        Sequential target = model();
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("0.weight", source.weight().detach());
        LoadResult result = target.loadStateDict(state, false, true);
        assertThat(result.missingKeys())
                .containsExactly(
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "2.0.weight",
                        "2.0.bias");
        source.weight().detach().fill_(3);
        assertThat(target.stateDict().get("0.weight").eq(3).all().item().intValue()).isEqualTo(1);
    }

    @Test
    void loadStateDict_notStrict_tellsWhatDidNotFit() {
        StateDict state = model().stateDict();
        state.remove("0.weight");
        state.put("zz", Torch.ones(1));
        assertThat(model().loadStateDict(state, false))
                .hasToString(
                        "_IncompatibleKeys(missing_keys=['0.weight'], unexpected_keys=['zz'])");
    }

    @Test
    void countOfBatches_mayBeMissingInOldStatesOnly() {
        StateDict state = new BatchNorm1d(3).stateDict();
        state.remove("num_batches_tracked");
        assertThat(new BatchNorm1d(3).loadStateDict(new LinkedHashMap<>(state)).missingKeys())
                .isEmpty();
        assertThat(new BatchNorm1d(3).loadStateDict(state, false).missingKeys())
                .containsExactly("num_batches_tracked");
    }

    @Test
    void runningStatistics_thatAreNotTracked_areRefused() {
        Map<String, Tensor> state = new LinkedHashMap<>(Map.of("running_mean", Torch.ones(3)));
        assertThatThrownBy(() -> new InstanceNorm1d(3).loadStateDict(state))
                .hasMessageContaining(
                        "Unexpected running stats buffer(s) \"running_mean\" for InstanceNorm1d"
                                + " with track_running_stats=False.");
    }

    @Test
    void assign_takesTheTensorsThemselves() {
        Linear source = new Linear(2, 2);
        Linear target = new Linear(2, 2);
        target.loadStateDict(source.stateDict(), true, true);
        source.weight().detach().fill_(7);
        assertThat(target.weight().eq(7).all().item().intValue()).isEqualTo(1);
        assertThat(target.weight().requiresGrad()).isTrue();
    }

    @Test
    void lazyModule_takesSizesFromTheState() {
        LazyLinear lazy = new LazyLinear(3);
        assertThat(lazy).hasToString("LazyLinear(in_features=0, out_features=3, bias=True)");
        lazy.loadStateDict(new Linear(2, 3).stateDict());
        assertThat(lazy.call(Torch.ones(1, 2)).sizes()).containsExactly(1, 3);
        assertThat(lazy).hasToString("Linear(in_features=2, out_features=3, bias=True)");
    }

    private static class Plain extends UnaryModule {
        final Linear linear = register("linear", new Linear(1, 1));

        @Override
        protected Tensor forward(Tensor input) {
            return linear.call(input);
        }
    }

    /** Counts, as part of its state. */
    private static final class Counter extends Plain {
        private long count;

        @Override
        protected Tensor extraState() {
            return Torch.tensor(count);
        }

        @Override
        protected void setExtraState(Object state) {
            count = ((Tensor) state).itemLong();
        }
    }

    @Test
    void extraState_isSavedBeforeTheParts() {
        Counter counter = new Counter();
        counter.count = 7;
        Sequential model = new Sequential(counter, new Linear(1, 1));
        StateDict state = model.stateDict();
        assertThat(state.keySet())
                .containsExactly(
                        "0._extra_state", "0.linear.weight", "0.linear.bias", "1.weight", "1.bias");
        Counter other = new Counter();
        new Sequential(other, new Linear(1, 1)).loadStateDict(state);
        assertThat(other.count).isEqualTo(7);
    }

    /** Keeps what is no tensor. */
    private static final class Labelled extends Plain {
        private Object labels;

        @Override
        protected Object extraState() {
            return labels == null ? List.of() : labels;
        }

        @Override
        protected void setExtraState(Object state) {
            labels = state;
        }
    }

    @Test
    void extraStateOfAnyKind_isLoadedAgain() {
        Labelled labelled = new Labelled();
        labelled.labels = Map.of("classes", List.of("cat", "dog"));
        StateDict state = new Sequential(labelled).stateDict();
        assertThat(state.extraStates())
                .containsExactly(Map.entry("0._extra_state", labelled.labels));
        assertThat(state.keySet()).containsExactly("0.linear.weight", "0.linear.bias");
        Labelled other = new Labelled();
        new Sequential(other).loadStateDict(state.copy());
        assertThat(other.labels).isEqualTo(labelled.labels);
        assertThatThrownBy(() -> new Sequential(new Plain()).loadStateDict(state))
                .hasMessageContaining("Unexpected key(s) in state_dict: \"0._extra_state\". ");
        StateDict plain = new Plain().stateDict();
        assertThatThrownBy(() -> new Labelled().loadStateDict(plain))
                .hasMessageContaining("Missing key(s) in state_dict: \"_extra_state\". ");
    }

    @Test
    void extraState_isMissingOrUnexpected() {
        StateDict plain = new Plain().stateDict();
        assertThatThrownBy(() -> new Counter().loadStateDict(plain))
                .hasMessageContaining("Missing key(s) in state_dict: \"_extra_state\". ");
        StateDict extra = new Counter().stateDict();
        assertThatThrownBy(() -> new Plain().loadStateDict(extra))
                .hasMessageContaining("Unexpected key(s) in state_dict: \"_extra_state\". ");
    }
}
