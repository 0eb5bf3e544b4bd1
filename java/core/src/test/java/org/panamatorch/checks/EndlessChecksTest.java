package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Linalg;
import org.panamatorch.Out;
import org.panamatorch.Special;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

/** Values with which a kernel would loop for minutes, or for ever. */
@NoLeaks
class EndlessChecksTest {
    private final TensorScope scope = new TensorScope();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void halvingThatNeverEnds_isRefused() {
        Tensor square = Torch.eye(2);
        String text = "matrix_power: n is -9223372036854775808, whose negation is no int64\n  in ";
        assertRefused(text, () -> Torch.matrixPower(square, Long.MIN_VALUE));
        assertRefused(text, () -> Linalg.matrixPower(square, Long.MIN_VALUE));
        assertRefused(text, () -> Out.matrixPower(square, square, Long.MIN_VALUE));
        assertRefused(text, () -> Torch.call("aten::linalg_matrix_power", square, Long.MIN_VALUE));
        assertRefused(
                "random_: from is 9223372036854775807, expected a number below it for Float",
                () -> Torch.ones(1).random_(Long.MAX_VALUE, null, null));
        assertThat(Torch.ones(1).to(DType.INT64).random_(Long.MAX_VALUE, null, null).toLongArray())
                .containsExactly(Long.MAX_VALUE);
    }

    @Test
    void binsThatFloatsCannotTell_areRefused() {
        Tensor near = Torch.tensor(1e10f, Math.nextUp(1e10f));
        assertRefused(
                "choose_qparams_optimized: n_bins is 200, more than there are float32 numbers"
                        + " between 1e+10 and 1e+10\n  in ",
                () -> Torch.chooseQparamsOptimized(near, 2, 200, 0.2, 8));
        assertRefused(
                "choose_qparams_optimized: n_bins is 3, more than there are float32 numbers"
                        + " between 0 and 1.4013e-45\n  in ",
                () -> Torch.chooseQparamsOptimized(Torch.tensor(0f, Float.MIN_VALUE), 2, 3, 0, 0));
        assertThat(
                        Torch.chooseQparamsOptimized(near, 2, 1, 0.2, 8)
                                .xmax()
                                .isfinite()
                                .all()
                                .itemBoolean())
                .isTrue();
    }

    private static double scaleOf(Tensor elements) {
        return Torch.chooseQparamsOptimized(elements, 2, 10, 0.1, 8).xmax().itemDouble();
    }

    @Test
    void binsOfStridedElements_areThoseOfTheirCopy() {
        Tensor strided = Torch.arange(10.0).view(2, 5).select(1, 0);
        assertThat(scaleOf(strided)).isEqualTo(scaleOf(strided.contiguous())).isNotZero();
    }

    @Test
    void samplesOfNoNumber_areRefused() {
        Tensor p = Torch.full(new long[] {3}, 0.3);
        assertRefused(
                "binomial: count has nan, expected numbers\n  in binomial(",
                () -> Torch.binomial(Torch.full(new long[] {3}, Double.NaN), p));
        assertThat(Torch.binomial(Torch.full(new long[] {3}, 0.0), p).toFloatArray())
                .containsExactly(0, 0, 0);
    }

    @Test
    void polynomialsJustOutsideOfTheirFormula_areRefusedInHighDegrees() {
        String text = "polynomial: n has a degree beyond 1048576\n  in ";
        Tensor tiny = Torch.tensor(1e-20);
        Tensor outside = Torch.tensor(new double[] {1 + 1e-15});
        double degree = 1L << 61;
        assertRefused(text, () -> Special.shiftedChebyshevPolynomialT(tiny, degree));
        assertRefused(text, () -> Special.shiftedChebyshevPolynomialU(tiny, degree));
        assertRefused(text, () -> Special.shiftedChebyshevPolynomialV(tiny, degree));
        assertRefused(text, () -> Special.shiftedChebyshevPolynomialW(tiny, degree));
        assertRefused(text, () -> Special.chebyshevPolynomialT(outside, degree));
        assertRefused(text, () -> Special.chebyshevPolynomialU(outside, degree));
        assertRefused(text, () -> Special.chebyshevPolynomialV(outside, degree));
        assertRefused(text, () -> Special.chebyshevPolynomialW(outside, degree));
    }

    @Test
    void polynomialsOfNumbersJustOutsideOfTheirFormula_areRefusedInHighDegrees() {
        Tensor degrees = Torch.tensor(new double[] {3, 1L << 52});
        String text = "polynomial: n has a degree beyond 1048576\n  in ";
        assertRefused(text, () -> Special.shiftedChebyshevPolynomialW(1e-300, degrees));
        assertRefused(text, () -> Special.chebyshevPolynomialT(1 + 1e-15, degrees));
    }

    @Test
    void polynomialsWithinTheirFormula_haveHighDegrees() {
        Tensor ends = Torch.tensor(new double[] {0, 1});
        assertThat(Special.shiftedChebyshevPolynomialT(ends, 1L << 40).toDoubleArray())
                .containsExactly(1, 1);
        assertThat(Special.chebyshevPolynomialT(ends, 1L << 40).toDoubleArray()[1]).isEqualTo(1);
        assertThat(Special.chebyshevPolynomialT(Torch.tensor(2.0), 1L << 40).itemDouble()).isNaN();
    }

    @Test
    void sumsFromFarBelowZero_areRefused() {
        Tensor far = Torch.tensor(new double[] {1, -(1L << 40) + 0.5});
        String text = "zeta: the argument has an element below -1048576 that is no integer\n  in ";
        assertRefused(text, () -> far.polygamma(2));
        assertRefused(text, () -> far.polygamma_(7));
        assertRefused(text, () -> Special.zeta(3, far));
        assertThat(Torch.tensor(new double[] {-(1L << 40)}).polygamma(2).itemDouble()).isInfinite();
        assertThat(Torch.tensor(new double[] {-1.5}).polygamma(2).isfinite().all().itemBoolean())
                .isTrue();
    }
}
