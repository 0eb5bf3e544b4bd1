package org.panamatorch.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.List;

/** Gradients clipped to what Python 2.13 gives. */
@NoLeaks
class ClipGradTest {
    @RegisterExtension final InScope scope = new InScope();
    private List<Tensor> parameters;

    @BeforeEach
    void makeParameters() {
        Tensor first = Torch.zeros(3).requiresGrad_();
        Tensor second = Torch.zeros(2, 2).requiresGrad_();
        first.setGrad(Torch.tensor(3f, -4f, 12f));
        second.setGrad(Torch.full(new long[] {2, 2}, 0.5));
        parameters = List.of(first, second, Torch.zeros(1).requiresGrad_());
    }

    @Test
    void clipGradNorm_scalesAllByOneFactor() {
        Tensor norm = ClipGrad.clipGradNorm_(parameters, 2);
        assertThat(norm.item().doubleValue()).isEqualTo(0x1.a13a9cp+3);
        assertThat(parameters.get(0).grad().toFloatArray())
                .containsExactly(0x1.d73928p-2f, -0x1.3a261ap-1f, 0x1.d73928p+0f);
        assertThat(parameters.get(1).grad().toFloatArray())
                .containsExactly(0x1.3a261ap-4f, 0x1.3a261ap-4f, 0x1.3a261ap-4f, 0x1.3a261ap-4f);
    }

    @Test
    void clipGradNorm_ofInfiniteOrder_takesTheGreatest() {
        Tensor norm =
                ClipGrad.clipGradNorm_(parameters, 2, o -> o.normType(Double.POSITIVE_INFINITY));
        assertThat(norm.item().doubleValue()).isEqualTo(12);
        assertThat(parameters.get(0).grad().select(0, 2).item().doubleValue())
                .isBetween(1.99999, 2.0);
    }

    @Test
    void clipGradNorm_smallNorm_changesNothing() {
        ClipGrad.clipGradNorm_(parameters, 100);
        assertThat(parameters.get(0).grad().toFloatArray()).containsExactly(3, -4, 12);
    }

    @Test
    void clipGradNorm_notANumber_isRefusedOnRequest() {
        parameters.get(0).setGrad(Torch.tensor(3f, Float.NaN, 12f));
        assertThatThrownBy(
                        () -> ClipGrad.clipGradNorm_(parameters, 1, o -> o.errorIfNonfinite(true)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "The total norm of order 2.0 for gradients from `parameters` is non-finite,"
                                + " so it cannot be clipped. To disable this error and scale the"
                                + " gradients by the non-finite norm anyway, set"
                                + " `error_if_nonfinite=False`\n"
                                + "  in getTotalNorm(tensors=[float32[3], float32[2, 2]],"
                                + " normType=2.0)");
    }

    @Test
    void clipGradNorm_noParameters_isZero() {
        assertThat(ClipGrad.clipGradNorm_(List.of(), 1).item().doubleValue()).isZero();
    }

    @Test
    void clipGradValue_clampsToTheRange() {
        ClipGrad.clipGradValue_(parameters, 3.5);
        assertThat(parameters.get(0).grad().toFloatArray()).containsExactly(3, -3.5f, 3.5f);
    }

    @Test
    void vectorToParameters_ofTheirVector_changesNothing() {
        Tensor first = Torch.tensor(1f, 2f).requiresGrad_();
        Tensor second = Torch.tensor(new float[][] {{3, 4}, {5, 6}}).requiresGrad_();
        Tensor vector = ConvertParameters.parametersToVector(List.of(first, second));
        assertThat(vector.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        ConvertParameters.vectorToParameters(vector.mul(2), List.of(first, second));
        assertThat(first.toFloatArray()).containsExactly(2, 4);
        assertThat(second.toFloatArray()).containsExactly(6, 8, 10, 12);
        assertThat(second.requiresGrad()).isTrue();
    }
}
