package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;

@NoLeaks
class MemoryCacheTest {
    private static final long DEFAULT_LIMIT = 256L << 20;
    private static final long SIZE = 1 << 20;

    @AfterEach
    void restoreLimit() {
        NativeMemory.setCacheLimit(DEFAULT_LIMIT);
        NativeMemory.emptyCache();
    }

    private static void makeAndFree() {
        Torch.zeros(SIZE).close();
    }

    @Test
    void freedLargeTensor_staysInCacheAndLeavesTheCount() {
        NativeMemory.emptyCache();
        long live = NativeMemory.cpuBytes();

        makeAndFree();

        assertThat(NativeMemory.cachedBytes()).isBetween(SIZE * 4, SIZE * 5);
        assertThat(NativeMemory.cpuBytes()).isEqualTo(live);
    }

    @Test
    void tensorOfTheSameSize_takesItsMemoryFromTheCache() {
        NativeMemory.emptyCache();
        makeAndFree();

        try (Tensor again = Torch.zeros(SIZE)) {
            assertThat(NativeMemory.cachedBytes()).isZero();
            assertThat(again.sum().item()).isEqualTo(0.0);
        }
    }

    @Test
    void emptyCache_givesEverythingBack() {
        makeAndFree();

        NativeMemory.emptyCache();

        assertThat(NativeMemory.cachedBytes()).isZero();
    }

    @Test
    void setCacheLimit_ofZeroKeepsNothing() {
        makeAndFree();

        NativeMemory.setCacheLimit(0);

        assertThat(NativeMemory.cachedBytes()).isZero();
        makeAndFree();
        assertThat(NativeMemory.cachedBytes()).isZero();
    }

    @Test
    void setCacheLimit_refusesNegativeBytes() {
        assertThatThrownBy(() -> NativeMemory.setCacheLimit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setCacheLimit: bytes is -1, expected 0 or a positive number");
    }
}
