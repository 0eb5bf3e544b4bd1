package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Java code inside backward passes. What is expected is what Python 2.13 does. */
@NoLeaks
class TensorHooksTest {
    private final List<String> log = new ArrayList<>();
    private TensorScope scope;
    private int before;

    @BeforeEach
    void open() {
        before = Callbacks.size();
        scope = new TensorScope();
    }

    @AfterEach
    void close() {
        scope.close();
        // What several threads have used is the collector's.
        for (int i = 0; i < 5 && Callbacks.size() > before; i++) {
            NativeMemory.collect();
        }
        assertThat(Callbacks.size()).as("functions kept by native code").isEqualTo(before);
    }

    private static Tensor leaf(double... values) {
        return Torch.tensor(values).requiresGrad_();
    }

    private UnaryOperator<Tensor> note(String name) {
        return grad -> {
            log.add(name + grad);
            return null;
        };
    }

    private static UnaryOperator<Tensor> times(double factor) {
        return grad -> grad.mul(factor);
    }

    @Nested
    class Gradients {
        @Test
        void hookOfALeaf_seesTheGradientBeforeItIsAccumulated() {
            Tensor x = leaf(2, 3);
            x.registerHook(note(""));
            x.mul(x).sum().backward();
            x.mul(5).sum().backward();
            assertThat(log)
                    .containsExactly(
                            "tensor([4., 6.], dtype=torch.float64)",
                            "tensor([5., 5.], dtype=torch.float64)");
            assertThat(x.grad().toDoubleArray()).containsExactly(9, 11);
        }

        @Test
        void hookOfAResult_replacesTheGradient() {
            Tensor x = leaf(2, 3);
            Tensor y = x.mul(x);
            y.registerHook(times(10));
            y.sum().backward();
            assertThat(x.grad().toDoubleArray()).containsExactly(40, 60);
        }

        @Test
        void severalHooks_runInOrderEachOnWhatTheOneBeforeReturned() {
            Tensor x = leaf(1);
            x.registerHook(times(3));
            x.registerHook(note("then "));
            x.registerHook(grad -> grad.add(1));
            x.mul(2).backward();
            assertThat(log).containsExactly("then tensor([6.], dtype=torch.float64)");
            assertThat(x.grad().toDoubleArray()).containsExactly(7);
        }

        @Test
        void sameFunctionTwice_isTwoHooks() {
            Tensor x = leaf(1);
            UnaryOperator<Tensor> twice = times(2);
            HookHandle first = x.registerHook(twice);
            x.registerHook(twice);
            first.remove();
            first.remove();
            x.mul(1).backward();
            assertThat(x.grad().item()).isEqualTo(2.0);
        }

        @Test
        void removedHook_runsNoMore() {
            Tensor x = leaf(1);
            try (HookHandle _ = x.registerHook(note(""))) {
                x.mul(1).backward();
            }
            x.mul(1).backward();
            assertThat(log).hasSize(1);
        }

        @Test
        void hook_mayRemoveItself() {
            Tensor x = leaf(1);
            AtomicReference<HookHandle> handle = new AtomicReference<>();
            handle.set(
                    x.registerHook(
                            grad -> {
                                log.add("once");
                                handle.get().remove();
                                return null;
                            }));
            x.mul(1).backward();
            x.mul(1).backward();
            assertThat(log).containsExactly("once");
        }

        @Test
        void hookOfAnAlias_isOneOfTheTensors() {
            Tensor x = leaf(1);
            Tensor y = x.mul(2);
            y.requiresGrad_().registerHook(times(5));
            y.registerHook(note(""));
            y.backward();
            assertThat(log).containsExactly("tensor([5.], dtype=torch.float64)");
        }

        @Test
        void retainedGradient_isWhatHooksHaveReturned() {
            Tensor x = leaf(1);
            Tensor y = x.mul(2);
            y.retainGrad();
            y.registerHook(times(7));
            y.backward();
            assertThat(y.grad().item()).isEqualTo(7.0);
            assertThat(x.grad().item()).isEqualTo(14.0);
        }

        @Test
        void writingInPlace_leavesTheHookWithTheOlderFunction() {
            Tensor x = leaf(1);
            Tensor y = x.mul(2);
            y.registerHook(note("old "));
            y.mul_(3);
            y.registerHook(note("new "));
            y.backward();
            assertThat(log)
                    .containsExactly(
                            "new tensor([1.], dtype=torch.float64)",
                            "old tensor([3.], dtype=torch.float64)");
        }

        @Test
        void gradientFunction_runsHooks() {
            Tensor x = leaf(4);
            x.registerHook(times(3));
            assertThat(Autograd.grad(x.mul(x), x).item()).isEqualTo(24.0);
        }

        @Test
        void recordedPass_recordsHooks() {
            Tensor x = leaf(4);
            x.registerHook(grad -> grad.mul(grad));
            Tensor first = Autograd.grad(x.mul(x), x, o -> o.createGraph(true));
            assertThat(first.item()).isEqualTo(64.0);
            assertThat(Autograd.grad(first, x).item()).isEqualTo(32.0 * 32.0);
        }
    }

    @Nested
    class Accumulated {
        @Test
        void hook_getsTheTensorItselfAfterEachAccumulation() {
            Tensor x = leaf(2);
            List<Tensor> seen = new ArrayList<>();
            x.registerPostAccumulateGradHook(
                    tensor -> {
                        seen.add(tensor);
                        log.add(tensor.grad().toString());
                    });
            x.mul(3).backward();
            x.mul(4).backward();
            assertThat(seen).containsExactly(x, x);
            assertThat(log)
                    .containsExactly(
                            "tensor([3.], dtype=torch.float64)",
                            "tensor([7.], dtype=torch.float64)");
        }

        @Test
        void hook_mayStepAndClearTheGradient() {
            Tensor x = leaf(2);
            HookHandle handle =
                    x.registerPostAccumulateGradHook(
                            tensor -> {
                                Torch.noGrad(() -> tensor.sub_(tensor.grad()));
                                tensor.setGrad(null);
                            });
            x.mul(3).backward();
            assertThat(x.item()).isEqualTo(-1.0);
            assertThat(x.grad()).isNull();
            handle.remove();
            x.mul(3).backward();
            assertThat(x.item()).isEqualTo(-1.0);
        }

        @Test
        void hookOfAResult_isRefused() {
            assertRefused(
                    () -> leaf(1).mul(2).registerPostAccumulateGradHook(tensor -> {}),
                    "post accumulate grad hooks cannot be registered on non-leaf tensors");
        }
    }

    private static void assertRefused(ThrowingCallable call, String text) {
        assertThatThrownBy(call).isInstanceOf(TorchException.class).hasMessageStartingWith(text);
    }

    @Nested
    class Misuse {
        @Test
        void tensorWithoutGradient_isRefused() {
            String text = "cannot register a hook on a tensor that doesn't require gradient";
            Tensor plain = Torch.ones(1);
            assertRefused(() -> plain.registerHook(note("")), text);
            assertRefused(() -> plain.registerPostAccumulateGradHook(tensor -> {}), text);
            assertRefused(
                    plain::retainGrad, "can't retain_grad on Tensor that has requires_grad=False");
        }

        @Test
        void noFunction_isRefused() {
            assertThatThrownBy(() -> leaf(1).registerHook(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("registerHook: argument 'hook' is null, expected a function");
        }

        @Test
        void otherSize_isRefused() {
            Tensor x = leaf(1, 2);
            x.registerHook(grad -> null);
            x.registerHook(grad -> Torch.ones(new long[] {3}, TensorOptions.of(DType.FLOAT64)));
            assertRefused(
                    () -> x.mul(2).sum().backward(), "hook '1' has changed the size of value");
        }

        @Test
        void otherType_isRefused() {
            Tensor x = leaf(1, 2);
            x.registerHook(grad -> grad.to(DType.FLOAT32));
            assertRefused(
                    () -> x.mul(2).sum().backward(), "hook '0' has changed the type of value");
        }

        @Test
        void closedReplacement_isRefused() {
            Tensor x = leaf(1);
            x.registerHook(
                    grad -> {
                        Tensor replaced = grad.mul(2);
                        replaced.close();
                        return replaced;
                    });
            assertThatThrownBy(() -> x.mul(2).backward())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("used after it had been closed");
        }
    }

    @Nested
    class Exceptions {
        private static <X extends Throwable> void sneak(Throwable e) throws X {
            @SuppressWarnings("unchecked")
            X unchecked = (X) e;
            throw unchecked;
        }

        private Throwable thrownThroughBackward(Throwable e) {
            Tensor x = leaf(1);
            x.registerHook(
                    grad -> {
                        Exceptions.<RuntimeException>sneak(e);
                        return null;
                    });
            Throwable caught = catchThrowable(() -> x.mul(2).backward());
            assertThat(x.grad()).isNull();
            return caught;
        }

        @Test
        void whatAHookThrows_reachesTheCallerOfBackward() {
            for (Throwable e :
                    List.of(
                            new IllegalStateException("mine"),
                            new IOException("checked"),
                            new StackOverflowError(),
                            new AssertionError("an error"))) {
                assertThat(thrownThroughBackward(e)).isSameAs(e);
            }
        }

        @Test
        void whatAHookOfGradThrows_reachesItsCaller() {
            Tensor x = leaf(1);
            RuntimeException e = new RuntimeException("mine");
            x.registerHook(
                    grad -> {
                        throw e;
                    });
            assertThat(catchThrowable(() -> Autograd.grad(x.mul(2), x))).isSameAs(e);
        }

        @Test
        void afterAnException_theGraphCanBeUsedAgain() {
            Tensor x = leaf(1);
            HookHandle handle =
                    x.registerPostAccumulateGradHook(
                            tensor -> {
                                throw new IllegalStateException("not now");
                            });
            Tensor y = x.mul(2);
            assertThatThrownBy(() -> y.backward(o -> o.retainGraph(true))).hasMessage("not now");
            handle.remove();
            y.backward();
            assertThat(x.grad().item()).isEqualTo(4.0);
        }

        @Test
        void anomalyMode_tellsWhereTheOperationWasCalled() {
            Tensor x = leaf(1);
            Throwable caught;
            try (AnomalyMode _ = Autograd.detectAnomaly()) {
                Tensor y = x.mul(2);
                y.registerHook(
                        grad -> {
                            throw new IllegalStateException("mine");
                        });
                caught = catchThrowable(y::backward);
            }
            assertThat(caught).hasMessage("mine");
            assertThat(caught.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith("Error detected in MulBackward0.")
                    .contains("TensorHooksTest");
        }

        @Test
        void failureOfLibTorch_inAHookIsThrownAsItself() {
            Tensor x = leaf(1, 2);
            x.registerHook(grad -> grad.add(Torch.ones(3)));
            assertRefused(
                    () -> x.mul(2).sum().backward(),
                    "The size of tensor a (2) must match the size of tensor b (3)");
        }
    }

    @Nested
    class Nesting {
        @Test
        void hook_mayRunABackwardPass() {
            Tensor x = leaf(2);
            Tensor other = leaf(5);
            x.registerHook(
                    grad -> {
                        Torch.enableGrad(() -> other.mul(other).backward());
                        return grad.add(other.grad());
                    });
            x.mul(3).backward();
            assertThat(other.grad().item()).isEqualTo(10.0);
            assertThat(x.grad().item()).isEqualTo(13.0);
        }

        @Test
        void exceptionOfANestedPass_reachesTheOuterCaller() {
            Tensor x = leaf(2);
            Tensor inner = leaf(5);
            RuntimeException e = new RuntimeException("deep");
            inner.registerHook(
                    grad -> {
                        throw e;
                    });
            x.registerHook(
                    grad -> {
                        Torch.enableGrad(() -> inner.mul(2).backward());
                        return null;
                    });
            assertThat(catchThrowable(() -> x.mul(3).backward())).isSameAs(e);
        }

        @Test
        void hooksOfALongGraph_areFreedWithIt() {
            Tensor x = leaf(1);
            Tensor y = x;
            for (int i = 0; i < 1000; i++) {
                y = y.add(1);
                y.registerHook(grad -> null);
            }
            y.backward();
            assertThat(Callbacks.size()).isEqualTo(before + 1000);
        }
    }

    @Nested
    class Threads {
        private void onEachOf(ExecutorService executor, int count, Callable<Double> task)
                throws Exception {
            try (executor) {
                List<Future<Double>> results = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    results.add(executor.submit(task));
                }
                for (Future<Double> result : results) {
                    assertThat(result.get()).isEqualTo(6.0);
                }
            }
        }

        private double pass() {
            try (var _ = new TensorScope()) {
                Thread caller = Thread.currentThread();
                Tensor x = leaf(1);
                x.registerHook(
                        grad -> {
                            assertThat(Thread.currentThread()).isSameAs(caller);
                            return grad.mul(3);
                        });
                x.mul(2).backward();
                return (double) x.grad().item();
            }
        }

        @Test
        void virtualThreads_runTheirOwnHooks() throws Exception {
            onEachOf(Executors.newVirtualThreadPerTaskExecutor(), 200, this::pass);
        }

        @Test
        void platformThreads_runTheirOwnHooks() throws Exception {
            onEachOf(Executors.newFixedThreadPool(4), 200, this::pass);
        }

        @Test
        void registrationsOfSeveralThreads_areAllKept() throws Exception {
            Tensor x = leaf(1);
            onEachOf(
                    Executors.newFixedThreadPool(4),
                    50,
                    () -> {
                        x.registerHook(grad -> grad.add(1));
                        return 6.0;
                    });
            x.mul(1).backward();
            assertThat(x.grad().item()).isEqualTo(51.0);
        }
    }

    @Nested
    class Lifetime {
        private WeakReference<Object> register(Tensor tensor) {
            byte[] large = new byte[1000];
            tensor.registerHook(
                    grad -> {
                        large[0]++;
                        return null;
                    });
            return new WeakReference<>(large);
        }

        private static void collectUntilCleared(WeakReference<Object> reference) {
            for (int i = 0; i < 20 && reference.get() != null; i++) {
                NativeMemory.collect();
            }
        }

        @Test
        void function_livesAsLongAsTheTensor() {
            Tensor x = leaf(1);
            WeakReference<Object> function = register(x);
            NativeMemory.collect();
            try (Tensor y = x.mul(2)) {
                y.backward();
            }
            assertThat(function.get()).isNotNull();
            x.close();
            collectUntilCleared(function);
            assertThat(function.get()).isNull();
        }

        @Test
        void functionOfAResult_livesAsLongAsTheGraph() {
            Tensor y = leaf(1).mul(2);
            WeakReference<Object> function = register(y);
            Tensor z = y.mul(3);
            y.close();
            NativeMemory.collect();
            assertThat(function.get()).isNotNull();
            z.close();
            collectUntilCleared(function);
            assertThat(function.get()).isNull();
        }

        @Test
        void unreachableTensor_isFreedWithItsHook() {
            scope.close();
            WeakReference<Object> function = register(leaf(1));
            collectUntilCleared(function);
            assertThat(function.get()).isNull();
        }

        @Test
        void hookThatRefersToItsTensor_isFreedWithIt() {
            Tensor x = leaf(1);
            x.registerHook(grad -> grad.mul(x));
            x.close();
            assertThat(Callbacks.size()).isEqualTo(before);
        }

        @Test
        void refusedHook_isNotKept() {
            assertThatThrownBy(() -> Torch.ones(1).registerHook(note("")));
            assertThat(Callbacks.size()).isEqualTo(before);
        }
    }
}
