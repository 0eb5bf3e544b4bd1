package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Hooks for saved tensors, as in Python 2.13. */
@NoLeaks
class SavedTensorsHooksTest {
    private final Tensor a = Torch.tensor(new float[] {2, 3}).requiresGrad_();
    private final Tensor b = Torch.tensor(new float[] {5, 7}).requiresGrad_();

    private float[] gradient(Tensor leaf) {
        try (var _ = new TensorScope()) {
            return leaf.grad().toFloatArray();
        }
    }

    @Test
    void savedTensors_arePackedAndUnpackedInOrder() {
        List<String> calls = new ArrayList<>();
        try (var _ = new TensorScope()) {
            Tensor product;
            try (var _ =
                    Autograd.savedTensorsHooks(
                            x -> {
                                calls.add("pack " + x.sum().itemDouble());
                                return x.detach();
                            },
                            (Tensor x) -> {
                                calls.add("unpack " + x.sum().itemDouble());
                                return x;
                            })) {
                product = a.mul(b);
            }
            assertThat(calls).containsExactly("pack 12.0", "pack 5.0");
            product.sum().backward();
            assertThat(calls).containsExactly("pack 12.0", "pack 5.0", "unpack 12.0", "unpack 5.0");
        }
        assertThat(gradient(a)).containsExactly(5, 7);
        assertThat(gradient(b)).containsExactly(2, 3);
    }

    @Test
    void gradients_areOfWhatIsUnpacked() {
        try (var _ = new TensorScope()) {
            Tensor product =
                    Autograd.savedTensorsHooks(
                            x -> x.mul(2).toFloatArray(), Torch::tensor, () -> a.mul(b));
            product.sum().backward();
        }
        assertThat(gradient(a)).containsExactly(10, 14);
        assertThat(gradient(b)).containsExactly(4, 6);
    }

    @Test
    void packedTensor_outlivesTheScopeOfTheOperation() {
        Tensor[] sum = new Tensor[1];
        try (var scope = new TensorScope();
                var _ =
                        Autograd.savedTensorsHooks(
                                x -> List.of(x.to(DType.FLOAT64)),
                                p -> p.getFirst().to(DType.FLOAT32))) {
            sum[0] = scope.keep(a.mul(b).sum());
        }
        try (Tensor kept = sum[0]) {
            kept.backward();
        }
        assertThat(gradient(a)).containsExactly(5, 7);
    }

    @Test
    void packedObjects_areGivenBackWithTheGraph() {
        int before = Callbacks.size();
        try (var _ = new TensorScope()) {
            Tensor sum;
            try (var _ = Autograd.savedTensorsHooks(Tensor::detach, (Tensor x) -> x)) {
                sum = a.mul(b).sum();
                assertThat(Callbacks.size()).isEqualTo(before + 3);
            }
            assertThat(Callbacks.size()).isEqualTo(before + 2);
            sum.backward();
            assertThat(Callbacks.size()).isEqualTo(before);
        }
    }

    @Test
    void graphKeptForAnotherPass_unpacksAgain() {
        int[] calls = new int[1];
        try (var _ = new TensorScope()) {
            Tensor sum =
                    Autograd.savedTensorsHooks(
                            Tensor::detach,
                            (Tensor x) -> {
                                calls[0]++;
                                return x;
                            },
                            () -> a.mul(b).sum());
            sum.backward(o -> o.retainGraph(true));
            sum.backward();
        }
        assertThat(calls[0]).isEqualTo(4);
        assertThat(gradient(a)).containsExactly(10, 14);
    }

    @Test
    void innermostHooks_areUsed() {
        List<String> calls = new ArrayList<>();
        Function<String, Function<Tensor, Tensor>> pack =
                name ->
                        x -> {
                            calls.add(name);
                            return x.detach();
                        };
        try (var _ = new TensorScope();
                var _ = Autograd.savedTensorsHooks(pack.apply("outer"), (Tensor x) -> x)) {
            a.sin();
            try (var _ = Autograd.savedTensorsHooks(pack.apply("inner"), (Tensor x) -> x)) {
                a.sin();
            }
            a.sin();
        }
        assertThat(calls).containsExactly("outer", "inner", "outer");
    }

    @Test
    void recordedBackward_isPackedByTheHooksOfItsCaller() {
        int[] packed = new int[1];
        try (var _ = new TensorScope()) {
            Tensor y = a.pow(3).sum();
            Tensor first;
            try (var _ =
                    Autograd.savedTensorsHooks(
                            x -> {
                                packed[0]++;
                                return x.detach();
                            },
                            (Tensor x) -> x)) {
                first = Autograd.grad(y, a, o -> o.createGraph(true));
            }
            assertThat(packed[0]).isPositive();
            first.sum().backward();
        }
        assertThat(gradient(a)).containsExactly(12, 18);
    }

    /** Squares, and saves its input and its output. */
    private static final class Cube extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor x = (Tensor) inputs[0];
            Tensor square = x.square();
            context.saveForBackward(x, null, square);
            return new Tensor[] {square.mul(x), square};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {gradOutputs[0].mul(context.savedTensors()[2]).mul(3)};
        }
    }

    @Test
    void savedTensorsOfOwnFunctions_goThroughThem() {
        List<Double> packed = new ArrayList<>();
        try (var _ = new TensorScope()) {
            Tensor cube =
                    Autograd.savedTensorsHooks(
                            x -> {
                                packed.add(x.detach().sum().itemDouble());
                                return x.detach().clone();
                            },
                            (Tensor x) -> x.mul(2),
                            () -> new Cube().apply(a)[0]);
            cube.sum().backward();
        }
        assertThat(packed).containsExactly(5.0, 13.0);
        assertThat(gradient(a)).containsExactly(24, 54);
    }

    @Test
    void exceptionOfPack_reachesTheCallerOfTheOperation() {
        RuntimeException thrown = new RuntimeException("full");
        try (var _ = new TensorScope();
                var _ =
                        Autograd.savedTensorsHooks(
                                _ -> {
                                    throw thrown;
                                },
                                (Tensor x) -> x)) {
            assertThatThrownBy(() -> a.mul(b)).isSameAs(thrown);
            assertThat(a.add(b).toFloatArray()).containsExactly(7, 10);
        }
    }

    @Test
    void exceptionOfUnpack_reachesTheCallerOfBackward() {
        IllegalArgumentException thrown = new IllegalArgumentException("lost");
        try (var _ = new TensorScope()) {
            Tensor sum =
                    Autograd.savedTensorsHooks(
                            Tensor::detach,
                            (Tensor _) -> {
                                throw thrown;
                            },
                            () -> a.mul(b).sum());
            assertThatThrownBy(sum::backward).isSameAs(thrown);
        }
    }

    @Test
    void nullFromUnpack_isRefused() {
        try (var _ = new TensorScope()) {
            Tensor sum =
                    Autograd.savedTensorsHooks(
                            Tensor::detach, (Tensor _) -> null, () -> a.mul(b).sum());
            assertRefused(
                    sum::backward,
                    Kind.TYPE,
                    "Output of saved tensor unpack_hook expected to be a Tensor but got result of"
                            + " type NoneType");
        }
    }

    @Test
    void closedTensorFromUnpack_isRefused() {
        try (var _ = new TensorScope()) {
            Tensor closed = Torch.ones(2);
            closed.close();
            Tensor sum =
                    Autograd.savedTensorsHooks(
                            Tensor::detach, (Tensor _) -> closed, () -> a.mul(b).sum());
            assertThatThrownBy(sum::backward)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "savedTensorsHooks: tensor 'unpacked' was used after it had been"
                                    + " closed");
        }
    }

    @Test
    void closedTensorFromPack_isRefusedAndFreed() {
        Function<Tensor, Tensor> closing =
                x -> {
                    x.close();
                    return x;
                };
        try (var _ = new TensorScope();
                var _ = Autograd.savedTensorsHooks(closing, (Tensor x) -> x)) {
            // The first saves its arguments, the second its result, which would keep its graph.
            assertClosedIsRefused(() -> a.mul(b));
            assertClosedIsRefused(a::exp);
        }
    }

    private static void assertClosedIsRefused(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("savedTensorsHooks: tensor 'packed' was used after it had been closed");
    }

    @Test
    void inputChangedInPlaceByPack_isRefused() {
        try (var _ = new TensorScope();
                var _ = Autograd.savedTensorsHooks(x -> x.detach().zero_(), (Tensor x) -> x)) {
            assertThatThrownBy(() -> a.mul(b))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "A saved tensor pack hook is modifying its input in place.");
        }
    }

    @Test
    void argumentsClosedByPack_liveToTheEndOfTheOperation() {
        try (var _ = new TensorScope()) {
            Tensor x = Torch.ones(1000).requiresGrad_();
            Tensor y = Torch.full(Shape.of(1000), 2);
            Tensor product;
            try (var _ =
                    Autograd.savedTensorsHooks(
                            t -> {
                                x.close();
                                y.close();
                                return t.detach();
                            },
                            (Tensor t) -> t)) {
                product = x.mul(y);
            }
            assertThat(y.isClosed()).isTrue();
            assertThat(product.sum().itemDouble()).isEqualTo(2000);
        }
    }

    @Test
    void scopeClosedByPack_leavesTheArgumentsToTheEndOfTheOperation() {
        TensorScope outer = new TensorScope();
        Tensor x = Torch.ones(1000).requiresGrad_();
        Tensor y = Torch.full(Shape.of(1000), 2);
        try (var _ =
                Autograd.savedTensorsHooks(
                        t -> {
                            outer.close();
                            return 1;
                        },
                        (Integer _) -> Torch.ones(1000))) {
            try (Tensor product = x.mul(y)) {
                assertThat(x.isClosed()).isTrue();
                assertThat(product.detach().toFloatArray()).containsOnly(2);
            }
        }
    }

    @Test
    void disabledHooks_areRefusedWithTheMessage() {
        try (var _ = Autograd.disableSavedTensorsHooks("not here")) {
            assertThatThrownBy(() -> Autograd.savedTensorsHooks(Tensor::detach, (Tensor x) -> x))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("not here");
            try (var _ = Autograd.disableSavedTensorsHooks("nor here")) {
                assertThatThrownBy(Autograd::saveOnCpu).hasMessageStartingWith("nor here");
            }
            assertThatThrownBy(Autograd::saveOnCpu).hasMessageStartingWith("not here");
        }
        try (var _ = Autograd.saveOnCpu()) {
            assertThatThrownBy(() -> Autograd.disableSavedTensorsHooks("too late"))
                    .hasMessageStartingWith("too late");
        }
        try (var _ = Autograd.saveOnCpu()) {
            assertThat(a.sum().itemDouble()).isEqualTo(5);
        }
    }

    @Test
    void savedOnCpu_givesTheSameGradients() {
        int before = Callbacks.size();
        try (var _ = new TensorScope()) {
            Tensor y;
            try (var _ = Autograd.saveOnCpu(true)) {
                y = a.reciprocal().mul(b).sum();
            }
            y.backward(o -> o.retainGraph(true));
            a.setGrad(null);
            y.backward();
        }
        assertThat(gradient(a)).containsExactly(-5 / 4F, -(1 / 3F) * (1 / 3F) * 7);
        assertThat(Callbacks.size()).isEqualTo(before);
    }

    @Test
    void virtualThread_hasThemForAPieceOfCode() throws InterruptedException {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        int[] packed = new int[1];
        Thread thread =
                Thread.startVirtualThread(
                        () -> {
                            try (var _ = new TensorScope()) {
                                Autograd.savedTensorsHooks(
                                                x -> {
                                                    packed[0]++;
                                                    return x.detach();
                                                },
                                                (Tensor x) -> x,
                                                () -> a.mul(b).sum())
                                        .backward();
                            }
                            try (var _ = Autograd.saveOnCpu()) {
                                packed[0] = -1;
                            } catch (IllegalStateException e) {
                                refused.set(e);
                            }
                        });
        thread.join();
        assertThat(packed[0]).isEqualTo(2);
        assertThat(gradient(a)).containsExactly(5, 7);
        assertThat(refused.get()).hasMessageStartingWith("saveOnCpu: the mode belongs to");
    }

    @Test
    void modules_goThroughThem() {
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(2, 1);
            Tensor x = Torch.ones(3, 2);
            linear.call(x).sum().backward();
            float[] expected = linear.weight().grad().flatten().toFloatArray();
            linear.weight().setGrad(null);
            Autograd.savedTensorsHooks(
                            t -> t.detach().clone(), (Tensor t) -> t, () -> linear.call(x).sum())
                    .backward();
            assertThat(linear.weight().grad().flatten().toFloatArray()).containsExactly(expected);
        }
    }
}
