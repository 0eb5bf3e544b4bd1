package org.panamatorch.checks;

import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

/** Observers of ranges, for quantization: their kernel trusts sizes and axis. */
@NoLeaks
class ObserverChecksTest {
    private final TensorScope scope = new TensorScope();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void observersOfNoNumbers_areRefused() {
        Tensor one = Torch.ones(1);
        assertRefused(
                "fused_moving_avg_obs_fake_quant: running_min, running_max, scale and zero_point"
                        + " have [0, 1, 1, 1] elements, expected 1 each",
                () ->
                        Torch.call(
                                "aten::fused_moving_avg_obs_fake_quant",
                                Torch.rand(3, 3),
                                one,
                                one,
                                Torch.zeros(0),
                                one,
                                one,
                                Torch.zeros(1).to(DType.INT32),
                                0.1,
                                0,
                                255,
                                0));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2, Long.MIN_VALUE})
    void axisOfAnObserverThatIsNoIndex_isRefused(long axis) {
        Tensor on = Torch.ones(1).to(DType.INT64);
        Tensor three = Torch.ones(3);
        assertRefused(
                "fused_moving_avg_obs_fake_quant: ch_axis is "
                        + axis
                        + ", expected from 0 to 1 for a tensor of size [3, 3]\n  in ",
                () ->
                        Torch.call(
                                "aten::fused_moving_avg_obs_fake_quant",
                                Torch.rand(3, 3),
                                on,
                                on,
                                three,
                                three,
                                three,
                                Torch.zeros(3).to(DType.INT32),
                                0.1,
                                0,
                                255,
                                axis,
                                true,
                                true));
    }

    @Test
    void observersOfFewerRowsThanTheInput_areRefused() {
        Tensor on = Torch.ones(1).to(DType.INT64);
        Tensor two = Torch.ones(2);
        assertRefused(
                "fused_moving_avg_obs_fake_quant: running_min, running_max, scale and zero_point"
                        + " have [2, 2, 2, 2] elements, expected 3 each",
                () ->
                        Torch.call(
                                "aten::fused_moving_avg_obs_fake_quant",
                                Torch.rand(3, 3),
                                on,
                                on,
                                two,
                                two,
                                two,
                                Torch.zeros(2).to(DType.INT32),
                                0.1,
                                0,
                                255,
                                0,
                                true));
    }
}
