package org.panamatorch.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.library.PtOptim;
import org.panamatorch.junit.NoLeaks;

/** Counts of steps are counted up without an operator only where that comes to the same. */
@NoLeaks
class StepCountsTest {
    @Test
    void plainCounts_areCountedUp() {
        try (Tensor first = Torch.tensor(2f);
                Tensor second = Torch.tensor(7f)) {
            PtOptim.steps_increment(new Tensor[] {first, second});
            assertThat(first.itemDouble()).isEqualTo(3);
            assertThat(second.itemDouble()).isEqualTo(8);
        }
    }

    @Test
    void negatedView_isCountedUpAsItIsRead() {
        try (Tensor base = Torch.tensor(2f);
                Tensor count = (Tensor) Torch.call("aten::_neg_view", base)) {
            PtOptim.steps_increment(new Tensor[] {count});
            assertThat(count.itemDouble()).isEqualTo(-1);
            assertThat(base.itemDouble()).isEqualTo(1);
        }
    }
}
