package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.GroupNorm;

import java.util.List;

/** Statistics, scales and shifts of batch normalization that do not fit the channels. */
@NoLeaks
class NormalizationChecksTest {
    private static final String STATISTICS =
            "batch_norm: running_mean should contain 3 elements not 1\n  in ";

    private final Tensor input = Torch.ones(2, 3, 4);
    private final Tensor one = Torch.ones(1);
    private final Tensor three = Torch.ones(3);

    @AfterEach
    void close() {
        input.close();
        one.close();
        three.close();
    }

    @Test
    void scaleWithoutADimension_isRefusedBesideOneDnnsLayout() {
        Tensor image = Torch.ones(1, 1, 1, 1).toMkldnn();
        Tensor scalar = Torch.tensor(1.0f);
        String text =
                "batch_norm: weight has size [], expected one dimension beside an input of oneDNN's"
                        + " layout\n  in ";
        assertRefused(
                text, () -> Torch.nativeBatchNorm(image, scalar, one, one, one, true, 0.1, 1e-5));
        for (String name :
                List.of("aten::_native_batch_norm_legit", "aten::_batch_norm_with_update")) {
            Object[] arguments =
                    name.endsWith("update")
                            ? new Object[] {image, scalar, one, one, one, 0.1, 1e-5}
                            : new Object[] {image, scalar, one, one, one, true, 0.1, 1e-5};
            assertRefused(text, () -> Torch.call(name, arguments));
        }
        Tensor normalized =
                Torch.nativeBatchNorm(image, one, one, one, one, true, 0.1, 1e-5).output();
        assertThat(normalized.toDense().itemDouble()).isEqualTo(1);
        image.close();
        scalar.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shortRunningStatistics_areRefused(boolean training) {
        assertRefused(
                STATISTICS + "native_batch_norm(",
                () -> Torch.nativeBatchNorm(input, null, null, one, one, training, 0.1, 1e-5));
        assertRefused(
                "batch_norm: running_var should contain 3 elements not 0",
                () ->
                        Torch.nativeBatchNorm(
                                input, null, null, three, Torch.zeros(0), training, 0.1, 1e-5));
        assertRefused(
                STATISTICS + "aten::_native_batch_norm_legit(",
                () ->
                        Torch.call(
                                "aten::_native_batch_norm_legit",
                                input,
                                null,
                                null,
                                one,
                                one,
                                training,
                                0.1,
                                1e-5));
    }

    @Test
    void shortRunningStatistics_areRefusedByOtherNames() {
        assertRefused(
                STATISTICS + "batch_norm_update_stats(",
                () -> Torch.batchNormUpdateStats(input, one, one, 0.1));
        for (String name :
                new String[] {
                    "_batch_norm_with_update",
                    "_batch_norm_no_update",
                    "_native_batch_norm_legit_no_training"
                }) {
            assertRefused(
                    STATISTICS + "aten::" + name,
                    () -> Torch.call("aten::" + name, input, null, null, one, one, 0.1, 1e-5));
        }
    }

    @Test
    void shortScaleOrShift_isRefused() {
        assertRefused(
                "batch_norm: weight should contain 3 elements not 1",
                () -> Torch.nativeBatchNorm(input, one, null, null, null, true, 0.1, 1e-5));
        assertRefused(
                "batch_norm: bias should contain 3 elements not 1",
                () -> Torch.nativeBatchNorm(input, null, one, null, null, true, 0.1, 1e-5));
        assertRefused(
                "weight should contain 3 elements not 1\n  in aten::batch_norm(",
                () ->
                        Torch.call(
                                "aten::batch_norm",
                                input,
                                one,
                                null,
                                null,
                                null,
                                true,
                                0.1,
                                1e-5,
                                false));
        assertRefused(
                "batch_norm: weight should contain 3 elements not 1",
                () ->
                        Torch.call(
                                "aten::_native_batch_norm_legit.no_stats",
                                input,
                                one,
                                null,
                                true,
                                0.1,
                                1e-5));
    }

    @Test
    void noStatisticsToEvaluateWith_areRefused() {
        assertRefused(
                "batch_norm: running_mean and running_var must be given where training is False",
                () -> Torch.nativeBatchNorm(input, null, null, null, null, false, 0.1, 1e-5));
    }

    @Test
    void shortStatisticsInADerivative_areRefused() {
        assertRefused(
                STATISTICS + "aten::native_batch_norm_backward(",
                () ->
                        Torch.call(
                                "aten::native_batch_norm_backward",
                                input,
                                input,
                                null,
                                one,
                                one,
                                null,
                                null,
                                false,
                                1e-5,
                                new boolean[] {true, true, true}));
    }

    @Test
    void noGroups_areRefusedForEachLayout() {
        String text =
                "native_group_norm: N, C, HxW and group are [2, 3, 4, 0], expected sizes and at"
                        + " least one group";
        try (TensorScope _ = new TensorScope()) {
            Tensor opaque = Torch.ones(2, 3, 2, 2).toMkldnn();
            assertRefused(text, () -> Torch.nativeGroupNorm(opaque, null, null, 2, 3, 4, 0, 1e-5));
        }
    }

    @Test
    void fittingStatistics_areUpdated() {
        try (TensorScope _ = new TensorScope()) {
            Tensor mean = Torch.zeros(3);

            Torch.nativeBatchNorm(input, three, three, mean, Torch.ones(3), true, 0.25, 1e-5);

            assertThat(mean.toFloatArray()).containsExactly(0.25f, 0.25f, 0.25f);
        }
    }

    @Test
    void groupsOfChannelsLastInputWithoutGradient_train() {
        try (TensorScope _ = new TensorScope()) {
            Tensor image = Torch.arange(96).toFloat().view(2, 3, 4, 4);
            Tensor lastly = image.contiguous(MemoryFormat.CHANNELS_LAST);
            Tensor[] gradients = new Tensor[2];
            for (int i = 0; i < 2; i++) {
                GroupNorm norm = new GroupNorm(1, 3);
                norm.call(i == 0 ? lastly : image).pow(2).sum().backward();
                gradients[i] = norm.weight().grad();
            }

            assertThat(Torch.allclose(gradients[0], gradients[1])).isTrue();
        }
    }

    @Test
    void groupsOfChannelsLastInput_haveTheGradientsThatTheyHaveWithTheInputs() {
        try (TensorScope _ = new TensorScope()) {
            Tensor input4d =
                    Torch.arange(96)
                            .toFloat()
                            .view(2, 3, 4, 4)
                            .contiguous(MemoryFormat.CHANNELS_LAST);
            Tensor[] gradients = new Tensor[2];
            for (int i = 0; i < 2; i++) {
                GroupNorm norm = new GroupNorm(3, 3);
                Tensor image = input4d.detach().requiresGrad_(i == 1);
                norm.call(image).pow(2).sum().backward();
                gradients[i] = norm.weight().grad();
                assertThat(image.grad() == null).isEqualTo(i == 0);
            }

            assertThat(Torch.equal(gradients[0], gradients[1])).isTrue();
        }
    }

    @Test
    void groupsOfAQuantizedInput_areChecked() {
        try (TensorScope _ = new TensorScope()) {
            Tensor quantized = Torch.quantizePerTensor(input, 0.5, 3, DType.QUINT8);

            assertRefused(
                    "native_group_norm: N, C, HxW and group are [2, 3, 4, 0], expected sizes",
                    () -> Torch.nativeGroupNorm(quantized, null, null, 2, 3, 4, 0, 1e-5));
            assertRefused(
                    "native_group_norm: input has 1 dimensions, expected at least 2\n",
                    () -> Torch.nativeGroupNorm(quantized.view(-1), null, null, 2, 3, 4, 3, 1e-5));
        }
    }

    @Test
    void powersSummedInANarrowerDtype_areRefused() {
        Tensor complex = Torch.ones(3, 5, 4).to(DType.COMPLEX64);
        assertRefused(
                "linalg.powsum: the dtype of the input (ComplexFloat) should be convertible without"
                        + " narrowing to the specified dtype (BFloat16)\n  in ",
                () -> powerSums(complex, DType.BFLOAT16));
        assertThat(powerSums(complex, null).sizes()).containsExactly(3, 5);
    }

    private static Tensor powerSums(Tensor tensor, DType dtype) {
        return (Tensor) Torch.call("aten::linalg__powsum", tensor, 2, new long[] {2}, false, dtype);
    }
}
