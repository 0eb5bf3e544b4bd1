package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

@NoLeaks
class TypedModuleTest {
    private static final class Last extends FunctionModule<LSTM.Output, Tensor> {
        @Override
        protected Tensor forward(LSTM.Output input) {
            return input.output().select(0, -1);
        }
    }

    @Test
    void chainedModules_areCalledByTheirOwnTypes() {
        try (var _ = new TensorScope()) {
            Tensor x = Torch.ones(2, 4);

            assertThat(new Linear(4, 3).eval().call(x).sizes()).containsExactly(2, 3);
            assertThat(new Sequential(new Linear(4, 3)).to("cpu").train(false).call(x).sizes())
                    .containsExactly(2, 3);
            assertThat(new GRU(4, 3).toDouble().toFloat().eval().call(x).output().sizes())
                    .containsExactly(2, 3);
            assertThat(new RNNCell(4, 3).copy().cpu().call(x).sizes()).containsExactly(2, 3);
            assertThat(new Last().eval().call(new LSTM(4, 3).requiresGrad_(false).call(x)).sizes())
                    .containsExactly(3);
            assertThat(new MSELoss().to(Device.CPU, DType.FLOAT64).call(x, x).item())
                    .isEqualTo(0.0);
            assertThat(new MultiheadAttention(4, 2).half().toFloat().call(x, x, x).output().sizes())
                    .containsExactly(2, 4);
            assertThat(new ModuleList<>(new Linear(4, 3)).eval().get(0).outFeatures()).isEqualTo(3);
        }
    }

    @Test
    void chaining_returnsTheModuleItself() {
        LSTM module = new LSTM(2, 3);

        assertThat(module.eval()).isSameAs(module);
        assertThat(module.apply(each -> {})).isSameAs(module);
        assertThat(module.toEmpty(Device.CPU)).isSameAs(module);
        assertThat(module.type(DType.FLOAT64)).isSameAs(module);
        assertThat(module.isTraining()).isFalse();
    }
}
