package org.panamatorch.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.StateDict;

import java.util.Map;

/** States that older forms of normed modules saved. */
@NoLeaks
class OlderStatesTest {
    @Test
    void weightNorm_takesTheStateOfTheHookedForm() {
        try (var _ = new TensorScope()) {
            Linear hooked = WeightNorm.weightNorm(new Linear(3, 2));
            StateDict state = hooked.stateDict();
            assertThat(state.keySet()).containsExactly("bias", "weight_g", "weight_v");
            Linear parametrized = Parametrizations.weightNorm(new Linear(3, 2));
            assertThat(parametrized.loadStateDict(state).missingKeys()).isEmpty();
            assertThat(parametrized.weight().equal(hooked.weight())).isTrue();
            assertThat(parametrized.stateDict().keySet())
                    .containsExactly(
                            "bias",
                            "parametrizations.weight.original0",
                            "parametrizations.weight.original1");
        }
    }

    // The numbers are Python 2.13's.
    @Test
    void spectralNorm_withoutV_computesIt() {
        try (var _ = new TensorScope()) {
            Linear linear = SpectralNorm.spectralNorm(new Linear(2, 3, o -> o.bias(false)));
            Tensor original = Torch.tensor(new float[][] {{1, 2}, {3, 5}, {-2, 4}});
            linear.loadStateDict(
                    Map.of(
                            "weight_orig", original,
                            "weight", original.div(2),
                            "weight_u", Torch.tensor(0.6f, 0.0f, 0.8f)));
            assertThat(linear.stateDict().get("weight_v").toFloatArray())
                    .containsExactly(-0x1.b65e5ep-2f, 0x1.6dd348p-2f);
        }
    }
}
