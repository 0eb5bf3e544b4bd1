package org.panamatorch.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.checkpoint.ActivationCheckpoint.checkpoint;
import static org.panamatorch.checkpoint.ActivationCheckpoint.checkpointSequential;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.Autocast;
import org.panamatorch.Autograd;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warning;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.option.DeterminismCheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Checkpoints, as in Python 2.13: the same gradients as without, and its texts. */
@NoLeaks
class ActivationCheckpointTest {
    private static final String TIP =
            "\n"
                    + "Tip: To see a more detailed error message, either set `debug(true)` in the"
                    + " options of `ActivationCheckpoint.checkpoint`, or call it while"
                    + " `ActivationCheckpoint.setDebugEnabled(true)` is not closed.\n";

    private final Tensor x = Torch.tensor(new float[] {0.5F, -1, 2}).requiresGrad_();

    // JUnit keeps the object of the first parameterized test.
    @AfterEach
    void closeInput() {
        x.close();
    }

    private static Tensor tensor(UnaryOperator<Tensor> function, Tensor input) {
        return checkpoint(function, input, o -> o.useReentrant(false));
    }

    /** Gradients of a network's parameters and of its input, then random numbers. */
    private static List<byte[]> bits(Module model, Function<Tensor, Tensor> call) {
        List<byte[]> bits = new ArrayList<>();
        try (var _ = new TensorScope()) {
            Torch.manualSeed(7);
            Tensor input = Torch.randn(4, 8).requiresGrad_();
            model.zeroGrad();
            call.apply(input).square().sum().backward();
            model.parameters().forEach(each -> bits.add(each.grad().toByteArray()));
            bits.add(input.grad().toByteArray());
            bits.add(Torch.rand(3).toByteArray());
        }
        return bits;
    }

    private static Sequential network() {
        Torch.manualSeed(1);
        return new Sequential(
                new Linear(8, 16),
                new Dropout(0.4),
                new ReLU(),
                new Linear(16, 8),
                new Dropout(0.3),
                new ReLU(),
                new Linear(8, 2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientsAndDropout_areThoseWithoutToTheLastBit(boolean reentrant) {
        Sequential model = network();
        List<byte[]> expected = bits(model, model::call);
        assertThat(bits(model, in -> checkpoint(model::call, in, o -> o.useReentrant(reentrant))))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(expected);
        for (int segments : new int[] {1, 2, 3, 7}) {
            assertThat(
                            bits(
                                    model,
                                    in ->
                                            checkpointSequential(
                                                    model,
                                                    segments,
                                                    in,
                                                    o -> o.useReentrant(reentrant))))
                    .as("%d segments", segments)
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(expected);
        }
    }

    @Test
    void randomNumbers_areOthersWhereTheirStateIsNotKept() {
        try (var _ = new TensorScope()) {
            List<Tensor> drawn = new ArrayList<>();
            UnaryOperator<Tensor> function =
                    in -> {
                        Tensor noise = Torch.rand(3);
                        drawn.add(TensorScope.release(noise));
                        return in.mul(noise).sin();
                    };
            tensor(function, x).sum().backward();
            assertThat(drawn.get(1).equal(drawn.get(0))).isTrue();
            drawn.clear();
            checkpoint(function, x, o -> o.useReentrant(false).preserveRngState(false))
                    .sum()
                    .backward();
            assertThat(drawn.get(1).equal(drawn.get(0))).isFalse();
        }
    }

    @Test
    void nativeModules_giveTheSameGradients() {
        Torch.manualSeed(3);
        LSTM lstm = new LSTM(8, 5, o -> o.numLayers(2).dropout(0.5));
        List<byte[]> expected = bits(lstm, in -> lstm.call(in.view(2, 2, 8)).output());
        assertThat(bits(lstm, in -> tensor(t -> lstm.call(t.view(2, 2, 8)).output(), in)))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(expected);
    }

    /** Calls of a function, by the names of its parts. */
    private final List<String> calls = new ArrayList<>();

    private Tensor part(String name, Tensor input) {
        calls.add(name);
        return input.sin();
    }

    private Tensor both(Tensor input) {
        Tensor first = part("first", input);
        Tensor second = part("second", first);
        calls.add("end");
        return second;
    }

    @Test
    void computingAgain_stopsWithTheLastTensorThatIsNeeded() {
        try (var _ = new TensorScope()) {
            tensor(this::both, x).sum().backward();
            assertThat(calls).containsExactly("first", "second", "end", "first", "second");
            calls.clear();
            checkpoint(this::both, x, o -> o.useReentrant(false).earlyStop(false)).sum().backward();
            assertThat(calls).containsExactly("first", "second", "end", "first", "second", "end");
            calls.clear();
            Tensor sum;
            try (var _ = ActivationCheckpoint.setEarlyStop(false)) {
                sum = tensor(this::both, x).sum();
            }
            sum.backward();
            assertThat(calls).containsExactly("first", "second", "end", "first", "second", "end");
        }
    }

    @Test
    void eachBackwardPass_computesAgain() {
        try (var _ = new TensorScope()) {
            Tensor sum = tensor(this::both, x).sum();
            sum.backward(o -> o.retainGraph(true));
            Tensor first = x.grad().clone();
            calls.clear();
            sum.backward();
            assertThat(calls).containsExactly("first", "second");
            assertThat(x.grad().equal(first.mul(2))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nestedCheckpoints_giveTheSameGradients(boolean reentrant) {
        Sequential model = network();
        List<byte[]> expected = bits(model, model::call);
        UnaryOperator<Tensor> inner =
                in -> checkpoint(model.slice(1, 4)::call, in, o -> o.useReentrant(reentrant));
        UnaryOperator<Tensor> outer =
                in -> {
                    Tensor hidden = inner.apply(model.slice(0, 1).call(in));
                    return checkpoint(
                            t -> model.slice(5, 7).call(model.slice(4, 5).call(t)),
                            hidden,
                            o -> o.useReentrant(reentrant));
                };
        assertThat(bits(model, in -> checkpoint(outer, in, o -> o.useReentrant(reentrant))))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(expected);
    }

    @Test
    void innerCheckpoint_isComputedOnceMoreForItself() {
        try (var _ = new TensorScope()) {
            tensor(in -> part("outer end", tensor(t -> part("inner", t), part("outer", in))), x)
                    .sum()
                    .backward();
            // In Python, too.
            assertThat(calls)
                    .containsExactly(
                            "outer", "inner", "outer end", "outer", "inner", "outer end", "inner");
        }
    }

    @Test
    void gradientInsideTheFunction_isComputedBothTimes() {
        try (var _ = new TensorScope()) {
            UnaryOperator<Tensor> function =
                    in -> {
                        Tensor y = in.sin();
                        Tensor z = y.cos();
                        Tensor gradient = Autograd.grad(z.sum(), in);
                        return in.cos().mul(gradient);
                    };
            function.apply(x).sum().backward();
            Tensor expected = x.grad().clone();
            for (boolean early : new boolean[] {true, false}) {
                x.setGrad(null);
                checkpoint(function, x, o -> o.useReentrant(false).earlyStop(early))
                        .sum()
                        .backward();
                assertThat(x.grad().equal(expected)).as("%s", early).isTrue();
            }
        }
    }

    @Test
    void severalTensors_goInAndOut() {
        try (var _ = new TensorScope()) {
            Tensor y = Torch.tensor(new float[] {3, 4, 5}).requiresGrad_();
            for (boolean reentrant : new boolean[] {false, true}) {
                x.setGrad(null);
                List<Tensor> outputs =
                        checkpoint(
                                in -> List.of(in.get(0).mul(in.get(1)), in.get(1).exp()),
                                List.of(x, y),
                                o -> o.useReentrant(reentrant));
                outputs.get(0).sum().backward();
                assertThat(x.grad().toFloatArray()).containsExactly(3, 4, 5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void autocast_isThatOfTheFirstTime(boolean reentrant) {
        List<DType> dtypes = new ArrayList<>();
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(3, 2);
            UnaryOperator<Tensor> function =
                    in -> {
                        Tensor result = linear.call(in);
                        dtypes.add(result.dtype());
                        return result.to(DType.FLOAT32).sin();
                    };
            Tensor sum;
            try (var _ = new Autocast(Device.Type.CPU)) {
                sum = checkpoint(function, x, o -> o.useReentrant(reentrant)).sum();
            }
            sum.backward();
            assertThat(dtypes).containsExactly(DType.BFLOAT16, DType.BFLOAT16);
            dtypes.clear();
            sum = checkpoint(function, x, o -> o.useReentrant(reentrant)).sum();
            try (var _ = new Autocast(Device.Type.CPU)) {
                sum.backward();
            }
            assertThat(dtypes).containsExactly(DType.FLOAT32, DType.FLOAT32);
        }
    }

    @Test
    void activations_areNotKept() {
        try (var _ = new TensorScope()) {
            Tensor input = Torch.rand(1000, 100).requiresGrad_();
            long before = NativeMemory.cpuBytes();
            Tensor output = tensor(in -> in.exp().sin().cos().tanh().sigmoid().mean(), input);
            assertThat(NativeMemory.cpuBytes() - before).isLessThan(100_000);
            output.backward();
            assertThat(input.grad()).isNotNull();
            // The gradient is left, and nothing else.
            assertThat(NativeMemory.cpuBytes() - before).isLessThan(500_000);
        }
    }

    @Test
    void whatIsLent_isGivenBackWithTheGraph() {
        int before = Callbacks.size();
        try (var _ = new TensorScope()) {
            Tensor sum = tensor(this::both, x).sum();
            assertThat(Callbacks.size()).isEqualTo(before + 2);
            sum.backward();
        }
        assertThat(Callbacks.size()).isEqualTo(before);
    }

    @Test
    void contexts_areOpenDuringTheCalls() {
        List<String> events = new ArrayList<>();
        Supplier<CheckpointContexts> contexts =
                () ->
                        new CheckpointContexts(
                                () -> {
                                    events.add("forward");
                                    return () -> events.add("end of forward");
                                },
                                () -> {
                                    events.add("again");
                                    return () -> events.add("end of again");
                                });
        try (var _ = new TensorScope()) {
            Tensor sum =
                    checkpoint(
                                    in -> {
                                        events.add("call");
                                        return in.sin();
                                    },
                                    x,
                                    o -> o.useReentrant(false).contextFn(contexts))
                            .sum();
            assertThat(events).containsExactly("forward", "call", "end of forward");
            events.clear();
            sum.backward();
            assertThat(events).containsExactly("again", "call", "end of again");
            assertRefused(
                    () -> checkpoint(Tensor::sin, x, o -> o.useReentrant(true).contextFn(contexts)),
                    Kind.VALUE,
                    "Passing `context_fn` or `debug` is only supported when use_reentrant=False.");
        }
    }

    @Test
    void withoutAutograd_theFunctionIsCalled() {
        int before = Callbacks.size();
        try (var _ = new TensorScope();
                var _ = Torch.noGrad()) {
            assertThat(tensor(this::both, x).requiresGrad()).isFalse();
            assertThat(Callbacks.size()).isEqualTo(before);
        }
    }

    @Test
    void exceptionTheSecondTime_reachesTheCallerOfBackward() {
        IllegalArgumentException thrown = new IllegalArgumentException("second");
        try (var _ = new TensorScope()) {
            for (boolean reentrant : new boolean[] {false, true}) {
                calls.clear();
                Tensor sum =
                        checkpoint(
                                        in -> {
                                            if (!calls.isEmpty()) {
                                                throw thrown;
                                            }
                                            return both(in);
                                        },
                                        x,
                                        o -> o.useReentrant(reentrant))
                                .sum();
                assertThatThrownBy(sum::backward).isSameAs(thrown);
            }
        }
    }

    /** A function that does something else the second time. */
    private Tensor changing(
            UnaryOperator<Tensor> first,
            UnaryOperator<Tensor> second,
            Consumer<CheckpointOptions> options) {
        boolean[] called = new boolean[1];
        return checkpoint(
                        in -> {
                            UnaryOperator<Tensor> now = called[0] ? second : first;
                            called[0] = true;
                            return now.apply(in);
                        },
                        x,
                        o -> options.accept(o.useReentrant(false)))
                .sum();
    }

    @Test
    void fewerTensorsTheSecondTime_areRefused() {
        try (var _ = new TensorScope()) {
            Tensor sum = changing(in -> in.sin().sin(), Tensor::sin, _ -> {});
            assertRefused(
                    sum::backward,
                    CheckpointException.class,
                    "torch.utils.checkpoint: A different number of tensors was saved during the"
                            + " original forward and recomputation.\n"
                            + "Number of tensors saved during forward: 2\n"
                            + "Number of tensors saved during recomputation: 1.\n"
                            + TIP);
        }
    }

    @Test
    void moreTensorsTheSecondTime_areRefusedUnlessItStopsEarly() {
        try (var _ = new TensorScope()) {
            changing(Tensor::sin, in -> in.sin().sin(), _ -> {}).backward();
            Tensor sum = changing(Tensor::sin, in -> in.sin().sin(), o -> o.earlyStop(false));
            assertRefused(
                    sum::backward,
                    CheckpointException.class,
                    "torch.utils.checkpoint: trying to save more tensors during recomputation than"
                            + " during the original forward pass.\n"
                            + TIP);
        }
    }

    @Test
    void otherShapesTheSecondTime_areRefusedUnlessNothingIsCompared() {
        try (var _ = new TensorScope()) {
            UnaryOperator<Tensor> other = in -> in.view(3, 1).to(DType.FLOAT64).sin();
            Tensor sum = changing(Tensor::sin, other, _ -> {});
            assertRefused(
                    sum::backward,
                    CheckpointException.class,
                    "torch.utils.checkpoint: Recomputed values for the following tensors have"
                            + " different metadata than during the forward pass.\n"
                            + "tensor at position 0:\n"
                            + "saved metadata: {'shape': torch.Size([3]), 'dtype': torch.float32,"
                            + " 'device': device(type='cpu')}\n"
                            + "recomputed metadata: {'shape': torch.Size([3, 1]), 'dtype':"
                            + " torch.float64, 'device': device(type='cpu')}\n"
                            + ".\n"
                            + TIP);
            changing(
                            Tensor::sin,
                            in -> in.mul(2).sin(),
                            o -> o.determinismCheck(DeterminismCheck.NONE))
                    .backward();
        }
    }

    @Test
    void debug_tellsWhereTensorsWereSaved() {
        try (var _ = new TensorScope()) {
            Tensor sum = changing(in -> in.sin().sin(), Tensor::sin, o -> o.debug(true));
            assertThatThrownBy(sum::backward)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("tensor saved 2 of 2 in original: torch.float32 of size")
                    .hasMessageContaining("tensor saved 1 of 1 in recompute: torch.float32")
                    .hasMessageContaining("ActivationCheckpointTest.java")
                    .hasMessageContaining("Number of tensors saved during forward: 2");
            Tensor other;
            try (var _ = ActivationCheckpoint.setDebugEnabled(true)) {
                other = changing(in -> in.sin().sin(), Tensor::sin, _ -> {});
            }
            assertThatThrownBy(other::backward).hasMessageContaining("tensor saved 2 of 2");
        }
    }

    @Test
    void reentrantCheckpoint_refusesGradientsOfSomeInputs() {
        try (var _ = new TensorScope()) {
            Tensor sum = checkpoint(Tensor::sin, x, o -> o.useReentrant(true)).sum();
            assertRefused(
                    () -> Autograd.grad(sum, x),
                    Kind.RUNTIME,
                    "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad()"
                            + " or passing an `inputs` parameter to .backward(). To resolve this"
                            + " error, you can either set use_reentrant=False, or call .backward()"
                            + " without passing the `inputs` argument.");
            Tensor other = tensor(Tensor::sin, x).sum();
            assertThat(Autograd.grad(other, x).equal(x.detach().cos())).isTrue();
        }
    }

    @Test
    void reentrantCheckpointWithoutGradients_isRefused() {
        try (var _ = new TensorScope()) {
            Tensor sum = checkpoint(Tensor::detach, x, o -> o.useReentrant(true)).sum();
            assertRefused(
                    sum::backward,
                    Kind.RUNTIME,
                    "none of output has requires_grad=True, this checkpoint() is not necessary");
            assertRefused(
                    () -> checkpoint(Tensor::sin, x, o -> o.useReentrant(true).debug(true)),
                    Kind.VALUE,
                    "Passing `context_fn` or `debug` is only supported when use_reentrant=False.");
        }
    }

    // Whether what is forgotten is freed is what NoLeaks looks at.
    @Test
    void reentrantCheckpointOfWhatTheFunctionRefersTo_keepsNeitherForEver() {
        Tensor constant = Torch.tensor(3F, 4F);
        Tensor output = checkpoint(_ -> constant, x.mul(2), o -> o.useReentrant(true));
        assertThat(output.toFloatArray()).containsExactly(3, 4);
        assertThat(output.requiresGrad()).isTrue();
        assertThat(constant.requiresGrad()).isFalse();
    }

    @Test
    void fewerSegmentsThanNone_areOne() {
        try (var _ = new TensorScope()) {
            for (int segments : new int[] {-1, Integer.MIN_VALUE}) {
                Tensor output =
                        checkpointSequential(
                                List.<Layer>of(Tensor::sin, Tensor::cos),
                                segments,
                                x,
                                o -> o.useReentrant(true));
                assertThat(output.equal(x.sin().cos())).isTrue();
            }
        }
    }

    private static final String ADVICE =
            "use_reentrant=False is recommended, but if you need to preserve the current default"
                    + " behavior, you can pass use_reentrant=True. Refer to docs for more details"
                    + " on the differences between the two variants.";

    @Test
    void pythonsDefault_isReentrantAndWarns() {
        try (var _ = new TensorScope();
                var warnings = Warnings.capture()) {
            checkpoint(Tensor::sin, x).sum().backward();
            assertThat(x.grad().equal(x.detach().cos())).isTrue();
            checkpointSequential(List.<Layer>of(Tensor::sin, Tensor::cos), 2, x, _ -> {});
            checkpoint(Tensor::sin, Torch.ones(2), o -> o.useReentrant(true));
            assertThat(warnings.list())
                    .extracting(Warning::text)
                    .containsExactly(
                            "torch.utils.checkpoint: the use_reentrant parameter should be passed"
                                    + " explicitly. Starting in PyTorch 2.9, calling checkpoint"
                                    + " without use_reentrant will raise an exception. "
                                    + ADVICE,
                            "torch.utils.checkpoint.checkpoint_sequential: the use_reentrant"
                                    + " parameter should be passed explicitly. In version 2.9 we"
                                    + " will raise an exception if use_reentrant is not passed. "
                                    + ADVICE,
                            "None of the inputs have requires_grad=True. Gradients will be None");
        }
    }

    @Test
    void moreSegmentsThanFunctions_areRefused() {
        List<Layer> functions = List.of(Tensor::sin, Tensor::cos);
        assertRefused(
                () -> checkpointSequential(functions, 3, x, o -> o.useReentrant(false)),
                Kind.VALUE,
                "range() arg 3 must not be zero");
        assertRefused(
                () -> checkpointSequential(functions, 0, x, o -> o.useReentrant(false)),
                Kind.VALUE,
                "integer division or modulo by zero");
    }

    @Test
    void inputChangedInPlace_isRefused() {
        try (var _ = new TensorScope()) {
            Tensor input = x.mul(2);
            Tensor sum = tensor(Tensor::sin, input).sum();
            input.zero_();
            assertThatThrownBy(sum::backward)
                    .hasMessageContaining(
                            "one of the variables needed for gradient computation has been"
                                    + " modified by an inplace operation");
        }
    }
}
