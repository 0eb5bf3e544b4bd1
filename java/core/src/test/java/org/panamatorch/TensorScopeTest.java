package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.internal.memory.HandleScope;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@NoLeaks
class TensorScopeTest {
    @Test
    void scope_freesWhatWasMadeInside() {
        Tensor sum;
        try (var scope = new TensorScope()) {
            sum = Torch.ones(2).add(1);
            assertThat(scope.size()).isEqualTo(2);
        }
        assertThat(sum.isClosed()).isTrue();
    }

    @Test
    void keep_movesToTheEnclosingScope() {
        Tensor kept;
        try (var outer = new TensorScope()) {
            try (var inner = new TensorScope()) {
                kept = inner.keep(Torch.ones(2));
                assertThat(inner.size()).isZero();
            }
            assertThat(kept.isClosed()).isFalse();
            assertThat(outer.size()).isEqualTo(1);
        }
        assertThat(kept.isClosed()).isTrue();
    }

    @Test
    void keep_withoutEnclosingScope_leavesToTheCollector() {
        Tensor kept;
        try (var scope = new TensorScope()) {
            kept = scope.keep(Torch.ones(2));
        }
        assertThat(kept.isClosed()).isFalse();
        assertThat(kept.sum().item()).isEqualTo(2.0);
        kept.close();
    }

    @Test
    void keepOfAList_movesAll() {
        List<Tensor> kept = Arrays.asList(null, null, null);
        Tensor left;
        try (var scope = new TensorScope()) {
            kept.set(0, Torch.ones(2));
            kept.set(2, Torch.zeros(3));
            left = Torch.ones(4);
            assertThat(scope.keep(kept)).isSameAs(kept);
        }
        assertThat(kept.get(0).isClosed()).isFalse();
        assertThat(kept.get(2).isClosed()).isFalse();
        assertThat(left.isClosed()).isTrue();
    }

    @Test
    void outerScopeClosed_closesThoseLeftOpenInside() {
        TensorScope innermost;
        Tensor first;
        Tensor second;
        Tensor third;
        try (var outer = new TensorScope()) {
            first = Torch.ones(1).add(outer.size());
            TensorScope forgotten = new TensorScope();
            second = Torch.ones(2).add(forgotten.size());
            innermost = new TensorScope();
            third = Torch.ones(3);
        }
        assertThat(List.of(first, second, third)).allMatch(Tensor::isClosed);
        assertThat(HandleScope.depth()).isZero();
        Tensor later = Torch.ones(1);
        innermost.close();
        assertThat(later.isClosed()).isFalse();
    }

    @Test
    void scopeClosedByItsOuterOne_keepsNothingAnyMore() {
        TensorScope forgotten;
        try (var _ = new TensorScope()) {
            forgotten = new TensorScope();
        }
        Tensor tensor = Torch.ones(1);
        assertThatThrownBy(() -> forgotten.keep(tensor))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("TensorScope.keep: the scope is closed");
    }

    @Test
    void scopeLeftOpenByAHook_isClosedWithTheCallersOne() {
        Tensor made;
        try (var _ = new TensorScope()) {
            List<Tensor> inHook = new ArrayList<>();
            Tensor x = Torch.ones(2).requiresGrad_();
            x.registerHook(
                    grad -> {
                        TensorScope forgotten = new TensorScope();
                        inHook.add(grad.add(forgotten.size()));
                        return null;
                    });
            x.sum().backward();
            made = inHook.getFirst();
            assertThat(made.isClosed()).isFalse();
        }
        assertThat(made.isClosed()).isTrue();
        assertThat(HandleScope.depth()).isZero();
    }

    @Test
    void scopeLeftOpenByAHookWithoutAnOuterOne_isClosedWithTheHook() {
        List<Tensor> inHook = new ArrayList<>();
        Tensor x = Torch.ones(2).requiresGrad_();
        x.registerHook(
                grad -> {
                    TensorScope forgotten = new TensorScope();
                    inHook.add(grad.mul(2));
                    return grad.add(forgotten.size());
                });
        x.sum().backward();
        assertThat(inHook.getFirst().isClosed()).isTrue();
        assertThat(x.grad().toFloatArray()).containsExactly(2, 2);
        assertThat(HandleScope.depth()).isZero();
    }

    // Below 60 passes, one inside the other, the engine goes on with a thread of its own.
    @Test
    void scopeLeftOpenOnAThreadOfTheEngine_doesNotHinderTheCallers() {
        List<Thread> threads = new ArrayList<>();
        try (var _ = new TensorScope()) {
            nestedBackward(70, threads);
        }
        assertThat(threads).anyMatch(thread -> thread != Thread.currentThread());
        assertThat(HandleScope.depth()).isZero();
    }

    private static void nestedBackward(int depth, List<Thread> threads) {
        Tensor x = Torch.ones(1).requiresGrad_();
        x.registerHook(
                _ -> {
                    threads.add(Thread.currentThread());
                    if (depth > 0) {
                        Torch.enableGrad(() -> nestedBackward(depth - 1, threads));
                    } else {
                        Torch.ones(1).add(new TensorScope().size());
                    }
                    return null;
                });
        x.sum().backward();
    }

    @Test
    void detach_movesOutOfAllScopes() {
        Tensor kept;
        try (var _ = new TensorScope()) {
            try (var _ = new TensorScope()) {
                kept = TensorScope.release(Torch.ones(2));
            }
        }
        assertThat(kept.isClosed()).isFalse();
    }

    @Test
    void closeInsideScope_removesFromIt() {
        try (var scope = new TensorScope()) {
            Tensor first = Torch.ones(1);
            Tensor second = Torch.ones(2);
            first.close();
            assertThat(scope.size()).isEqualTo(1);
            assertThat(second.isClosed()).isFalse();
        }
    }

    @Test
    void parametersMadeInsideScope_outliveIt() {
        Linear linear;
        try (var _ = new TensorScope()) {
            linear = new Linear(2, 3);
        }
        assertThat(linear.weight().isClosed()).isFalse();
        assertThat(linear.call(Torch.ones(1, 2)).shape()).isEqualTo(Shape.of(1, 3));
    }

    @Test
    void tensorClosedByAnotherThread_staysValidWhereItIsInUse() throws InterruptedException {
        Tensor shared = Torch.ones(3);
        Thread closer = new Thread(shared::close);
        closer.start();
        closer.join();
        assertThat(shared.isClosed()).isTrue();
    }

    @Test
    void scopeLeftOpenByEndedThread_leavesItsTensorsToTheCollector() throws InterruptedException {
        AtomicReference<Tensor> made = new AtomicReference<>();
        Thread thread =
                new Thread(
                        () -> {
                            TensorScope forgotten = new TensorScope();
                            made.set(Torch.ones(1).add(forgotten.size()));
                        });
        thread.start();
        thread.join();
        NativeMemory.collect();
        assertThat(made.get().isClosed()).isFalse();
        assertThat(made.get().item()).isEqualTo(2.0);
    }

    @Test
    void unreachableTensors_areFreed() {
        NativeMemory.collect();
        long before = NativeMemory.cpuBytes();
        final long bytes = 1 << 20;
        for (int i = 0; i < 100; i++) {
            Torch.zeros(new long[] {bytes}, TensorOptions.of(DType.INT8));
        }
        assertThat(NativeMemory.cpuBytes()).isGreaterThan(before + 10 * bytes);
        NativeMemory.collect();
        NativeMemory.collect();
        assertThat(NativeMemory.cpuBytes()).isLessThan(before + 10 * bytes);
    }
}
