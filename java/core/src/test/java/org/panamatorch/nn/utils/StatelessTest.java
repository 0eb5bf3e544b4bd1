package org.panamatorch.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.BatchNorm2d;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Sequential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Modules with other tensors, without values and in other layouts. */
@NoLeaks
class StatelessTest {
    @Test
    void functionalCall_withMissingAndUnexpectedNames_isRefusedIfStrict() {
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(2, 2);
            Map<String, Tensor> given = Map.of("weight", Torch.ones(2, 2), "other", Torch.ones(1));
            assertThatThrownBy(
                            () ->
                                    Stateless.functionalCall(
                                            linear,
                                            given,
                                            () -> linear.call(Torch.ones(2)),
                                            o -> o.strict(true)))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "Error(s) in reparametrizing for Linear:\n"
                                    + "\tUnexpected key(s): 'other'.\n"
                                    + "\tMissing key(s): 'bias'.");
        }
    }

    @Test
    void functionalCall_ofTiedTensors_replacesAllOrIsRefused() {
        try (var _ = new TensorScope()) {
            Linear first = new Linear(2, 2, o -> o.bias(false));
            Linear second = new Linear(2, 2, o -> o.bias(false));
            second.registerParameter("weight", first.weight());
            Sequential both = new Sequential(first, second);
            Tensor x = Torch.ones(2);
            Tensor result =
                    Stateless.functionalCall(
                            both, Map.of("0.weight", Torch.ones(2, 2)), () -> both.call(x));
            assertThat(result.toFloatArray()).containsExactly(4, 4);
            Map<String, Tensor> different = new HashMap<>();
            different.put("0.weight", Torch.ones(2, 2));
            different.put("1.weight", Torch.zeros(2, 2));
            assertThatThrownBy(() -> Stateless.functionalCall(both, different, () -> both.call(x)))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "functional_call got multiple values for keys ['0.weight',"
                                    + " '1.weight'], which are tied. Consider using"
                                    + " tie_weights=False");
            Tensor untied =
                    Stateless.functionalCall(
                            both, different, () -> both.call(x), o -> o.tieWeights(false));
            assertThat(untied.toFloatArray()).containsExactly(0, 0);
        }
    }

    @Test
    void functionalCall_thatThrows_putsTheTensorsBack() {
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(2, 2);
            Tensor weight = linear.weight();
            assertThatThrownBy(
                            () ->
                                    Stateless.functionalCall(
                                            linear,
                                            Map.of("weight", Torch.ones(2, 2)),
                                            () -> {
                                                throw new IllegalStateException("here");
                                            }))
                    .hasMessage("here");
            assertThat(linear.weight()).isSameAs(weight);
            assertThat(linear.namedParameters().keySet()).containsExactly("weight", "bias");
        }
    }

    @Test
    void skipInit_drawsNothing() {
        try (var _ = new TensorScope()) {
            Torch.manualSeed(3);
            Tensor next = Torch.rand(1);
            Torch.manualSeed(3);
            Linear linear = SkipInit.skipInit(device -> new Linear(5, 1, o -> o.device(device)));
            assertThat(Torch.rand(1).equal(next)).isTrue();
            assertThat(linear.weight().device().isCpu()).isTrue();
            assertThat(linear.weight().sizes()).containsExactly(1, 5);
            assertThat(linear.weight().requiresGrad()).isTrue();
        }
    }

    @Test
    void convertedConvolution_keepsItsValues() {
        try (var _ = new TensorScope()) {
            Conv2d conv = new Conv2d(3, 4, 2);
            Tensor before = conv.weight().detach().clone();
            Sequential module = new Sequential(conv);
            assertThat(
                            ConvertMemoryFormat.convertConv2dWeightMemoryFormat(
                                    module, MemoryFormat.CHANNELS_LAST))
                    .isSameAs(module);
            assertThat(conv.weight().isContiguous(MemoryFormat.CHANNELS_LAST)).isTrue();
            assertThat(conv.weight().equal(before)).isTrue();
            assertThat(conv.weight().strides()).isEqualTo(new long[] {12, 1, 6, 3});
        }
    }

    @Test
    void fusion_inTraining_isRefused() {
        try (var _ = new TensorScope()) {
            Conv2d conv = new Conv2d(3, 4, 2);
            var norm = new BatchNorm2d(4);
            assertThatThrownBy(() -> Fusion.fuseConvBnEval(conv, norm))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("Fusion only for eval!");
            assertThat(List.of(conv.isTraining(), norm.isTraining())).containsExactly(true, true);
        }
    }
}
