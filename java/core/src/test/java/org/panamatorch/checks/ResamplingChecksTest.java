package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.util.Arrays;

/** Scales of upsampling whose quotients are no indices. */
@NoLeaks
class ResamplingChecksTest {
    private static final String TEXT =
            "upsample: scales has 1e-300, expected at least 5.96046e-08\n  in ";

    private static Tensor upsampled(String operator, DType dtype, int dims, Double scale) {
        long[] sizes = new long[dims + 2];
        Arrays.fill(sizes, 2);
        long[] output = new long[dims];
        Arrays.fill(output, 3);
        Object[] arguments = new Object[operator.contains("nearest") ? 2 + dims : 3 + dims];
        Arrays.fill(arguments, scale);
        arguments[0] = Torch.ones(sizes).to(dtype);
        arguments[1] = output;
        if (!operator.contains("nearest")) {
            arguments[2] = false;
        }
        return (Tensor) Torch.call("aten::" + operator, arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upsample_nearest1d",
                "upsample_nearest2d",
                "upsample_nearest3d",
                "_upsample_nearest_exact1d",
                "_upsample_nearest_exact2d",
                "_upsample_nearest_exact3d",
                "upsample_linear1d",
                "upsample_bilinear2d",
                "upsample_bicubic2d",
                "upsample_trilinear3d",
                "_upsample_bilinear2d_aa",
                "_upsample_bicubic2d_aa",
                "_upsample_lanczos2d_aa"
            })
    void scalesWhoseQuotientsAreNoIndices_areRefused(String operator) {
        int dims = operator.charAt(operator.indexOf('d', operator.length() - 5) - 1) - '0';
        assertRefused(TEXT, () -> upsampled(operator, DType.FLOAT32, dims, 1e-300));
        assertRefused(TEXT, () -> upsampled(operator, DType.UINT8, dims, 1e-300));
        try (TensorScope _ = new TensorScope()) {
            for (Double good : new Double[] {null, 1.5, -1.0, 1e300}) {
                assertThat(upsampled(operator, DType.FLOAT32, dims, good).size(2)).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_upsample_bilinear2d_aa",
                "_upsample_bicubic2d_aa",
                "_upsample_lanczos2d_aa",
                "upsample_bilinear2d",
                "upsample_bicubic2d"
            })
    void windowsBeyondTheInput_areRefused(String operator) {
        assertRefused(
                "upsample: scales has 0.001, expected more to make 3 elements of 2\n  in ",
                () -> upsampled(operator, DType.UINT8, 2, 1e-3));
    }

    @Test
    void scalesOfBackward_areRefused() {
        assertRefused(
                TEXT,
                () ->
                        Torch.call(
                                "aten::upsample_nearest1d_backward",
                                Torch.ones(1, 1, 3),
                                new long[] {3},
                                new long[] {1, 1, 2},
                                1e-300));
    }
}
