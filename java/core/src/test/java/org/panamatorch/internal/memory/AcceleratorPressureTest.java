package org.panamatorch.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** As if each tensor held a gibibyte on an accelerator. */
@NoLeaks
class AcceleratorPressureTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final int INTERVAL = 128;

    private final LongSupplier real = MemoryPressure.acceleratorBytes;
    private final long softLimit = NativeMemory.softLimit();

    @AfterEach
    void asBefore() {
        MemoryPressure.acceleratorBytes = real;
        NativeMemory.setSoftLimit(softLimit);
    }

    private static void pretend() {
        NativeMemory.collect();
        long others = HandleRegistry.size();
        MemoryPressure.acceleratorBytes = () -> (HandleRegistry.size() - others) * GIBIBYTE;
        NativeMemory.setSoftLimit(GIBIBYTE);
    }

    @Test
    void tensorsThatAreUnreachable_areCollectedPastTheLimit() {
        pretend();
        long most = 0;

        for (int i = 0; i < 5000; i++) {
            Torch.ones(1);
            most = Math.max(most, NativeMemory.acceleratorBytes());
        }

        assertThat(most).isBetween(2 * GIBIBYTE, INTERVAL * GIBIBYTE);
    }

    @Test
    void tensorsThatAreReachable_mayPassTheLimit() {
        pretend();
        List<Tensor> kept = new ArrayList<>();

        for (int i = 0; i < 1000; i++) {
            kept.add(Torch.ones(1));
        }

        assertThat(kept).noneMatch(Tensor::isClosed);
        kept.forEach(Tensor::close);
    }

    @Test
    void machineWithoutAccelerators_holdsNothingThere() {
        assertThat(NativeMemory.acceleratorBytes()).isNotNegative();
    }
}
