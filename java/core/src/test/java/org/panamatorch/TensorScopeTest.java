package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;

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
    void detach_movesOutOfAllScopes() {
        Tensor kept;
        try (var _ = new TensorScope()) {
            try (var _ = new TensorScope()) {
                kept = TensorScope.detach(Torch.ones(2));
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
        assertThat(linear.forward(Torch.ones(1, 2)).shape()).isEqualTo(Shape.of(1, 3));
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
