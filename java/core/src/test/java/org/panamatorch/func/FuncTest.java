package org.panamatorch.func;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefusalBegins;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.option.Randomness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Transforms of functions. What is expected is what Python 2.13 gives. */
@NoLeaks
class FuncTest {
    private TensorScope scope;
    private Tensor x;
    private Tensor y;

    @BeforeEach
    void open() {
        scope = new TensorScope();
        x = Torch.tensor(1f, 2f, 3f);
        y = Torch.tensor(5f, 7f, 11f);
    }

    @AfterEach
    void close() {
        assertThat(Layers.areAny()).as("a layer is left").isFalse();
        scope.close();
    }

    private record Pair(Tensor first, Tensor second, int times) {}

    @Test
    void gradients_haveTheFormOfTheInput() {
        assertThat(Func.grad(t -> t.mul(y).sum(), x)).hasToString("tensor([ 5.,  7., 11.])");
        List<Tensor> list = Func.grad(t -> t.get(0).mul(t.get(1)).sum(), List.of(x, y));
        assertThat(list).hasToString("[tensor([ 5.,  7., 11.]), tensor([1., 2., 3.])]");
        Pair pair = Func.grad(p -> p.first().mul(p.second()).sum(), new Pair(x, y, 4));
        assertThat(pair.second()).hasToString("tensor([1., 2., 3.])");
        assertThat(pair.times()).isEqualTo(4);
        SequencedMap<String, Tensor> map = new LinkedHashMap<>();
        map.put("x", x);
        map.put("y", y);
        assertThat(Func.grad(m -> m.get("x").mul(m.get("y")).sum(), map))
                .hasToString("{x=tensor([ 5.,  7., 11.]), y=tensor([1., 2., 3.])}");
        Tensor[] array = Func.grad(a -> a[0].mul(a[1]).sum(), new Tensor[] {x, y});
        assertThat(array[1]).hasToString("tensor([1., 2., 3.])");
    }

    @Test
    void gradients_doNotDependOnModesOutside() {
        assertThat(Torch.noGrad(() -> Func.grad(t -> t.pow(2).sum(), x)))
                .hasToString("tensor([2., 4., 6.])");
        assertThat(Torch.inferenceMode(() -> Func.grad(t -> t.pow(2).sum(), x)))
                .hasToString("tensor([2., 4., 6.])");
        assertThat(Func.grad(t -> t.sub(Torch.noGrad(() -> t.pow(2))).sum(), x))
                .hasToString("tensor([1., 1., 1.])");
    }

    @Test
    void gradients_areRecordedOutside() {
        Tensor leaf = x.clone().requiresGrad_();
        Func.grad(t -> t.pow(3).sum(), leaf).sum().backward();
        assertThat(leaf.grad()).hasToString("tensor([ 6., 12., 18.])");
    }

    @Test
    void auxiliaryValues_arePassedOn() {
        var result =
                Func.gradWithAux(
                        t -> new Func.WithAux<>(t.pow(2).sum(), List.of(t.neg(), "seen")), x);
        assertThat(result.result().grad()).hasToString("tensor([2., 4., 6.])");
        assertThat(result.result().value()).hasToString("tensor(14.)");
        assertThat(result.aux().toString()).isEqualTo("[tensor([-1., -2., -3.]), seen]");
        var jacobian = Func.jacfwdWithAux(t -> new Func.WithAux<>(t.pow(2), t.sum()), x);
        assertThat(jacobian.aux()).hasToString("tensor(6.)");
        assertThat(Func.jacrevWithAux(t -> new Func.WithAux<>(t.pow(2), t.sum()), x).aux())
                .hasToString("tensor(6.)");
    }

    @Test
    void linearizedFunctions_areOfTangents() {
        var linear = Func.linearize((Tensor t) -> t.pow(2), x);
        assertThat(linear.result()).hasToString("tensor([1., 4., 9.])");
        assertThat(linear.aux().apply(y)).hasToString("tensor([10., 28., 66.])");
    }

    @Test
    void tangentsUnlikeThePrimals_havePythonsTexts() {
        Function<Tensor, Tensor> derivative = Func.linearize((Tensor t) -> t.pow(2), x).aux();
        assertRefusalBegins(
                () -> derivative.apply(y.get(0)),
                Kind.RUNTIME,
                "tangent:0 with shape torch.Size([]) in flattened pytree doesn't match the shape"
                        + " torch.Size([3]) of the corresponding primal.");
        assertRefusalBegins(
                () -> derivative.apply(y.to(DType.FLOAT64)),
                Kind.RUNTIME,
                "tangent:0 with dtype torch.float64 in flattened pytree doesn't match the dtype"
                        + " torch.float32 of the corresponding primal.");
    }

    @Test
    void inputsThatAreNotUsed_haveZerosInsideOfTransforms() {
        List<List<Tensor>> hessian = Func.hessian(t -> t.get(0).pow(2).sum(), List.of(x, y));
        assertThat(hessian.get(0).get(0).diagonal()).hasToString("tensor([2., 2., 2.])");
        assertThat(hessian.get(1).get(0)).hasToString(Torch.zeros(3, 3).toString());
        Tensor rows = Torch.stack(x, y);
        Tensor unused =
                Func.vmap(
                        (Tensor t) ->
                                Func.grad((List<Tensor> p) -> p.get(0).pow(2).sum(), List.of(t, t))
                                        .get(1),
                        rows);
        assertThat(unused).hasToString(Torch.zeros(2, 3).toString());
    }

    @Test
    void jacobiansOfSeveralResults_areAList() {
        assertThat(Func.jacrevOfList(t -> List.of(t.sum(), t.mul(2)), x))
                .hasToString(
                        "[tensor([1., 1., 1.]), tensor([[2., 0., 0.],\n"
                                + "        [0., 2., 0.],\n"
                                + "        [0., 0., 2.]])]");
        assertThat(Func.jacfwdOfList(t -> List.of(t.sum(), t.mul(2)), x))
                .hasToString(Func.jacrevOfList(t -> List.of(t.sum(), t.mul(2)), x).toString());
    }

    @Test
    void whatIsNoScalar_hasPythonsText() {
        assertRefusalBegins(
                () -> Func.grad(t -> t.mul(2), x),
                Kind.RUNTIME,
                "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor"
                        + " with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?");
        assertRefusalBegins(
                () -> Func.grad(Tensor::sum, x.to(DType.INT64)),
                Kind.RUNTIME,
                "only Tensors of floating point dtype can require gradients");
        assertRefusalBegins(
                () -> Func.vjp(t -> t.to(DType.INT64), x),
                Kind.RUNTIME,
                "vjp(f, ...): All outputs of f must be floating-point or complex Tensors, got"
                        + " Tensor with dtype torch.int64");
        assertRefusalBegins(
                () -> Func.vjp((Tensor t) -> t, x).apply(Torch.ones(2)),
                Kind.RUNTIME,
                "Mismatch in shape: grad_output[0] has a shape of torch.Size([2]) and output[0] has"
                        + " a shape of torch.Size([3]).");
        assertRefusalBegins(
                () -> Func.vjp((Tensor t) -> List.of(t), x).apply(List.of(x, x)),
                Kind.RUNTIME,
                "Expected pytree structure of cotangents to be the same as pytree structure of"
                        + " outputs to the function. cotangents: [*, *], primal output: [*]");
        assertRefusalBegins(
                () -> Func.jvp(t -> t.get(0), List.of(x), List.of(x, y)),
                Kind.RUNTIME,
                "jvp(f, primals, tangents): Expected primals and tangents to have the same python"
                        + " structure.");
        assertRefusalBegins(
                () -> Func.jvp(_ -> y, x, x, true),
                Kind.RUNTIME,
                "jvp(f, primals, tangents, strict=True): The output of f is independent of the"
                        + " inputs.");
        assertRefusalBegins(
                () -> Func.jacrev(t -> t, Torch.complex(x, y)),
                Kind.RUNTIME,
                "jacrev: Expected all inputs to be real but received complex tensor at flattened"
                        + " input idx: 0");
        assertRefusalBegins(
                () -> Func.jacrev(t -> t, x, 0),
                Kind.VALUE,
                "jacrev: `chunk_size` should be greater than 0.");
    }

    @Test
    void wrongBatches_havePythonsTexts() {
        assertRefusalBegins(
                () -> Func.vmap((s, t) -> s.add(t), x, Torch.ones(2)),
                Kind.VALUE,
                "vmap: Expected all tensors to have the same size in the mapped dimension, got"
                        + " sizes [3, 2] for the mapped dimension");
        assertRefusalBegins(
                () -> Func.vmap(t -> t, x, o -> o.inDims(1)),
                Kind.VALUE,
                "vmap(f, in_dims=[1], ...)(<inputs>): Got in_dim=1 for some input, but that input"
                        + " is a Tensor of dimensionality 1 so expected in_dim to satisfy -1 <="
                        + " in_dim < 1.");
        assertRefusalBegins(
                () -> Func.vmap(t -> t, x, o -> o.inDims((Integer) null)),
                Kind.VALUE,
                "vmap: Expected at least one Tensor to vmap over");
        assertRefusalBegins(
                () -> Func.vmap(t -> t, x, o -> o.chunkSize(0)),
                Kind.VALUE,
                "vmap: chunk_size should be None or greater than 0. (got 0)");
        assertRefusalBegins(
                () -> Func.vmap(t -> t, x, o -> o.outDims((Integer) null)),
                Kind.VALUE,
                "vmap(f, ...): `f` can not return a BatchedTensor when out_dim is None");
        assertRefusalBegins(
                () -> Func.vmap(t -> t, x, o -> o.outDims(4)),
                Kind.INDEX,
                "Dimension out of range (expected to be in range of [-1, 0], but got 4)");
        assertRefusalBegins(
                () -> Func.vmap(_ -> y, x, o -> o.outDims(4)),
                Kind.INDEX,
                "Dimension out of range (expected to be in range of [-2, 1], but got 4)");
        assertRefusalBegins(
                () -> Func.vmap(_ -> "text", x),
                Kind.VALUE,
                "vmap(f, ...): `f` must only return Tensors, got type String.");
        assertRefusalBegins(
                () -> Func.vmap(t -> t.add(Torch.rand(1)), x),
                Kind.RUNTIME,
                "vmap: called random operation while in randomness error mode.");
        assertRefusalBegins(
                () -> Func.vmap(t -> Torch.ones(1).mul(t.item()), x),
                Kind.RUNTIME,
                "vmap: It looks like you're calling .item() on a Tensor.");
    }

    @Test
    void exceptions_leaveNoLayer() {
        IllegalCallerException thrown = new IllegalCallerException("mine");
        UnaryOperator<Tensor> failing =
                _ -> {
                    throw thrown;
                };
        UnaryOperator<Tensor> inJvp = t -> Func.jvp(failing, t, t).output();
        UnaryOperator<Tensor> inGrad = t -> Func.grad(inJvp, t);
        assertThatThrownBy(() -> Func.vmap(inGrad, x)).isSameAs(thrown);
        assertThat(Layers.areAny()).isFalse();
        assertThat(x.mul(2)).hasToString("tensor([2., 4., 6.])");
    }

    private Tensor endless(Tensor t) {
        return Func.grad(this::endless, t).sum();
    }

    @Test
    void endlessRecursion_leavesNoLayer() {
        assertThatThrownBy(() -> endless(x))
                .isInstanceOfAny(StackOverflowError.class, TorchException.class);
        assertThat(Layers.areAny()).isFalse();
        assertThat(Func.grad(t -> t.pow(2).sum(), x)).hasToString("tensor([2., 4., 6.])");
    }

    @Test
    void escapedTensors_areRefusedOrOrdinary() {
        List<Tensor> escaped = new ArrayList<>();
        Func.vmap(
                t -> {
                    escaped.add(t);
                    escaped.add(t.mul(2));
                    return t;
                },
                x);
        for (Tensor tensor : escaped) {
            assertThatThrownBy(() -> tensor.add(1))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining("escaped from inside a function being vmapped");
            assertThatThrownBy(tensor::toFloatArray).isInstanceOf(TorchException.class);
            assertThatThrownBy(tensor::memory).isInstanceOf(TorchException.class);
            assertThatThrownBy(tensor::item).isInstanceOf(TorchException.class);
            assertThat(tensor.toString())
                    .startsWith("BatchedTensor(lvl=1, bdim=0, value=\n    tensor(");
            assertThatThrownBy(() -> x.add(tensor)).isInstanceOf(TorchException.class);
            assertThatThrownBy(() -> tensor.requiresGrad_().sum().backward())
                    .isInstanceOf(TorchException.class);
            assertThat(tensor.shape()).hasToString("torch.Size([])");
        }
        List<Tensor> tracked = new ArrayList<>();
        Func.grad(
                t -> {
                    tracked.add(t);
                    tracked.add(t.mul(2));
                    return t.sum();
                },
                x);
        assertThat(tracked.get(1).add(1)).hasToString("tensor([3., 5., 7.])");
        assertThat(tracked.get(0).toFloatArray()).containsExactly(1, 2, 3);
        assertThat(tracked.get(0).sum().itemDouble()).isEqualTo(6);
    }

    @Test
    void tensorsInside_arePrinted() {
        List<String> texts = new ArrayList<>();
        Func.vmap(
                t ->
                        Func.grad(
                                u -> {
                                    texts.add(u.toString());
                                    texts.add(x.toString());
                                    texts.add(Func.debugUnwrap(u).toString());
                                    return u;
                                },
                                t),
                x);
        assertThat(texts)
                .containsExactly(
                        "GradTrackingTensor(lvl=2, value=\n"
                                + "    BatchedTensor(lvl=1, bdim=0, value=\n"
                                + "        tensor([1., 2., 3.])\n"
                                + "    )\n"
                                + ")",
                        "tensor([1., 2., 3.])",
                        "tensor([1., 2., 3.])");
    }

    @Test
    void elementsInside_areRefusedOrRead() {
        assertThatThrownBy(
                        () ->
                                Func.vmap(
                                        t -> {
                                            t.toFloatArray();
                                            return t;
                                        },
                                        x))
                .isInstanceOf(TorchException.class);
        assertThatThrownBy(
                        () ->
                                Func.vmap(
                                        t -> {
                                            t.memory();
                                            return t;
                                        },
                                        x))
                .isInstanceOf(TorchException.class);
        assertThatThrownBy(
                        () ->
                                Func.grad(
                                        t -> {
                                            t.memory();
                                            return t.sum();
                                        },
                                        x))
                .isInstanceOf(TorchException.class);
        List<Number> sums = new ArrayList<>();
        Func.grad(
                t -> {
                    sums.add(t.sum().item());
                    return t.sum();
                },
                x);
        assertThat(sums).containsExactly(6.0);
    }

    @Test
    void backwardInside_isRefusedWithPythonsText() {
        assertRefusalBegins(
                () ->
                        Func.grad(
                                t -> {
                                    t.sum().backward();
                                    return t.sum();
                                },
                                x),
                Kind.RUNTIME,
                "backward() called inside a functorch transform. This is not supported, please use"
                        + " functorch.grad or functorch.vjp instead or call backward() outside of"
                        + " functorch transforms.");
        assertRefusalBegins(
                () -> Func.grad(t -> t.requiresGrad_().sum(), x),
                Kind.RUNTIME,
                "You are attempting to call Tensor.requires_grad_()");
    }

    @Test
    void layers_areOfThreads() throws InterruptedException {
        for (Thread.Builder threads :
                new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
            List<String> texts = Collections.synchronizedList(new ArrayList<>());
            Thread thread =
                    threads.unstarted(
                            () -> {
                                try (var _ = new TensorScope()) {
                                    Tensor own = Torch.tensor(1f, 2f, 3f);
                                    texts.add(Func.vmap(t -> t.mul(2), own).toString());
                                    texts.add(Func.grad(t -> t.pow(2).sum(), own).toString());
                                    texts.add(Func.jvp(t -> t.pow(2), own, own).jvp().toString());
                                } catch (Throwable e) {
                                    texts.add(e.toString());
                                }
                            });
            Tensor gradient =
                    Func.grad(
                            t -> {
                                thread.start();
                                try {
                                    thread.join();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                return t.sum();
                            },
                            x);
            assertThat(gradient).hasToString("tensor([1., 1., 1.])");
            assertThat(texts)
                    .containsExactly(
                            "tensor([2., 4., 6.])",
                            "tensor([2., 4., 6.])",
                            "tensor([ 2.,  8., 18.])");
        }
    }

    /** A module that has its parameter in a field. */
    private static final class Scaled extends UnaryModule {
        private final Tensor scale = registerParameter("scale", Torch.ones(3));
        private final Linear fc = register("fc", new Linear(3, 1));

        @Override
        protected Tensor forward(Tensor input) {
            return fc.call(input.mul(scale));
        }
    }

    @Test
    void functionalCalls_useOtherParameters() {
        Scaled module = new Scaled();
        Map<String, Tensor> others =
                Map.of(
                        "scale", Torch.ones(3).mul(2),
                        "fc.weight", Torch.ones(1, 3),
                        "fc.bias", Torch.zeros(1));
        String before = module.call(x).toString();
        assertThat(Func.functionalCall(module, others, x)).hasToString("tensor([12.])");
        Map<String, Tensor> some =
                Map.of("scale", Torch.ones(3).mul(2), "fc.weight", Torch.ones(1, 3));
        Map<String, Tensor> gradients =
                Func.grad(p -> Func.functionalCall(module, p, x).sum(), some);
        assertThat(gradients.get("scale")).hasToString("tensor([1., 2., 3.])");
        assertThat(module.call(x)).hasToString(before);
        assertThat(module.parameters()).allMatch(p -> p.grad() == null);
        assertRefusalBegins(
                () -> Func.functionalCall(module, Map.of("none", x), x),
                Kind.VALUE,
                "functionalCall: the module has no parameter or buffer 'none'");
    }

    @Test
    void functionalCallsOfOneModule_doNotSeeOtherThreads() throws InterruptedException {
        Scaled module = new Scaled();
        String own = module.call(x).toString();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Func.functionalCall(
                module,
                Map.of("scale", Torch.zeros(3), "fc.bias", Torch.zeros(1)),
                () -> {
                    Thread other =
                            Thread.ofPlatform()
                                    .start(
                                            () -> {
                                                try (var _ = new TensorScope()) {
                                                    seen.add(
                                                            module.call(Torch.tensor(1f, 2f, 3f))
                                                                    .toString());
                                                }
                                            });
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    seen.add(module.call(x).detach().toString());
                    return null;
                });
        assertThat(seen).containsExactly(own, "tensor([0.])");
    }

    @Test
    void functionalCalls_reachNativeModules() {
        LSTM module = new LSTM(3, 2);
        Tensor input = Torch.ones(4, 1, 3);
        String before = module.call(input).output().toString();
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        module.namedParameters().forEach((name, p) -> zeros.put(name, Torch.zerosLike(p)));
        Tensor output =
                Func.functionalCall(module, zeros, () -> module.call(input).output()).detach();
        assertThat(output.abs().sum().itemDouble()).isZero();
        assertThat(module.call(input).output()).hasToString(before);
        Map<String, Tensor> gradients =
                Func.grad(
                        p ->
                                Func.functionalCall(
                                        module, p, () -> module.call(input).output().sum()),
                        zeros);
        assertThat(gradients.get("bias_ih_l0").shape()).hasToString("torch.Size([8])");
        assertThat(module.call(input).output()).hasToString(before);
    }

    @Test
    void differentModules_cannotBeStacked() {
        assertRefusalBegins(
                () -> Func.stackModuleState(List.<Module>of()),
                Kind.RUNTIME,
                "stack_module_state: Expected at least one model, got 0.");
        assertRefusalBegins(
                () -> Func.stackModuleState(List.of(new Linear(1, 1), new Scaled())),
                Kind.RUNTIME,
                "stack_module_state: Expected all models to be of the same class.");
        assertRefusalBegins(
                () -> Func.stackModuleState(List.of(new Linear(1, 1), new Linear(1, 1).eval())),
                Kind.RUNTIME,
                "stack_module_state: Expected all models to have the same training/eval mode.");
        assertRefusalBegins(
                () ->
                        Func.stackModuleState(
                                List.of(new Linear(1, 1), new Linear(1, 1, o -> o.bias(false)))),
                Kind.KEY,
                "'bias'");
    }

    @Test
    void whatTheFirstModuleLacks_isNotStacked() {
        assertThat(
                        Func.stackModuleState(
                                        List.of(
                                                new Linear(1, 1, o -> o.bias(false)),
                                                new Linear(1, 1)))
                                .params())
                .containsOnlyKeys("weight");
    }

    @Test
    void nullsInLists_areRefused() {
        assertThatThrownBy(
                        () -> Func.hessian(tensors -> tensors.get(1).sum(), Arrays.asList(null, x)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("hessian: argument 'inputs[0]' is null");
        assertThatThrownBy(() -> Func.jacfwdOfList(y -> Arrays.asList(y.sum(), null), x))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("jacfwd: result of 'function' is null, expected");
        assertThatThrownBy(() -> Func.jacrevOfList(y -> Arrays.asList(y.sum(), null), x))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("result of 'function' is null, expected");
    }

    @Test
    void randomness_isTheSameOrAnothersForEach() {
        Tensor same = Func.vmap(_ -> Torch.rand(2), x, o -> o.randomness(Randomness.SAME));
        assertThat(same.get(0).equal(same.get(1))).isTrue();
        Tensor different =
                Func.vmap(_ -> Torch.rand(2), x, o -> o.randomness(Randomness.DIFFERENT));
        assertThat(different.get(0).equal(different.get(1))).isFalse();
    }
}
