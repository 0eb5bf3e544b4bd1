package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.RoundingMode;
import org.panamatorch.option.ScatterReduce;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Arguments with which LibTorch itself would end the process. */
@NoLeaks
class ArgumentChecksTest {
    @Nested
    class Numbers {
        @Test
        void numberOfAnotherClass_isNamedWhereItMayBeAbsent() {
            try (TensorScope _ = new TensorScope()) {
                Tensor x = Torch.ones(2);

                assertThatThrownBy(() -> x.clamp(null, BigDecimal.TWO))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "clamp: argument 'max' is a java.math.BigDecimal, expected a Byte,"
                                        + " Short, Integer, Long, Float, Double, Scalar or a"
                                        + " BigInteger of 64 bits without sign");
            }
        }
    }

    @Nested
    class Eigvals {
        @ParameterizedTest
        @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
        void elementThatIsNotFinite_isRefused(double element) {
            try (TensorScope _ = new TensorScope()) {
                Tensor matrix = Torch.eye(5);
                matrix.select(0, 1).select(0, 2).fill_(element);

                assertThatThrownBy(() -> Linalg.eigvals(matrix))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "linalg.eigvals: input tensor should not contain infs or NaNs.");
                assertThatThrownBy(() -> Torch.call("aten::linalg_eigvals", matrix))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("infs or NaNs");
            }
        }

        @Test
        void finiteMatrix_isAccepted() {
            try (TensorScope _ = new TensorScope()) {
                Tensor values = Linalg.eigvals(Torch.diag(Torch.tensor(new double[] {3, 5})));

                assertThat(Torch.real(values).toDoubleArray()).containsExactly(3, 5);
            }
        }
    }

    @Nested
    class LuUnpack {
        @Test
        void pivotsOfAnotherSize_areRefused() {
            try (TensorScope _ = new TensorScope()) {
                Tensor lu = Torch.ones(3, 5);
                Tensor pivots = Torch.ones(new long[] {2}, TensorOptions.of(DType.INT32));

                assertThatThrownBy(() -> Torch.luUnpack(lu, pivots))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "lu_unpack: LU_pivots has size [2], expected [3] for LU_data of"
                                        + " size [3, 5]");
            }
        }
    }

    @Nested
    class LdlSolve {
        private Tensor pivots(int... rows) {
            return Torch.tensor(rows);
        }

        @Test
        void pivotsThatAreNoRows_areRefused() {
            try (TensorScope _ = new TensorScope()) {
                Tensor ld = Torch.eye(3);
                Tensor b = Torch.ones(3, 1);

                assertThatThrownBy(() -> Linalg.ldlSolve(ld, pivots(1, 4, 3), b))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "linalg.ldl_solve: pivots has 4 at position 1, expected a row from"
                                        + " 1 to 3, or two equal negative ones for a block");
                assertThatThrownBy(() -> Linalg.ldlSolve(ld, pivots(-1, -1, -1), b))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("has -1 at position 2");
                assertThatThrownBy(() -> Linalg.ldlSolve(ld, pivots(-4, -4, 3), b))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("has -4 at position 0");
            }
        }

        @Test
        void pivotsOfAFactorization_areAccepted() {
            try (TensorScope _ = new TensorScope()) {
                Tensor ld = Torch.tensor(new double[][] {{2, 0}, {0, 4}});
                Tensor b = Torch.tensor(new double[][] {{2}, {2}});

                Tensor solution = Linalg.ldlSolve(ld, pivots(1, 2), b);

                assertThat(solution.view(-1).toDoubleArray()).containsExactly(1, 0.5);
            }
        }
    }

    @Nested
    class CtcLoss {
        private final long[] inputLengths = {4, 4};
        private final long[] targetLengths = {2, 1};

        private Tensor logProbs() {
            return Torch.logSoftmax(Torch.zeros(4, 2, 3), -1);
        }

        @ParameterizedTest
        @ValueSource(longs = {-1, 3, 1L << 40})
        void targetOutsideOfTheClasses_isRefused(long target) {
            try (TensorScope _ = new TensorScope()) {
                Tensor targets = Torch.tensor(new long[][] {{1, target}, {2, 0}});

                assertThatThrownBy(
                                () ->
                                        Torch.ctcLoss(
                                                logProbs(), targets, inputLengths, targetLengths))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "ctc_loss: targets has an element outside of the 3 classes of"
                                        + " log_probs, 0 to 2");
                assertThatThrownBy(
                                () ->
                                        Torch.ctcLoss(
                                                logProbs(),
                                                targets,
                                                Torch.tensor(inputLengths),
                                                Torch.tensor(targetLengths)))
                        .isInstanceOf(TorchException.class);
            }
        }

        @Test
        void paddingOutsideOfTheClasses_isNotRead() {
            try (TensorScope _ = new TensorScope()) {
                Tensor targets = Torch.tensor(new long[][] {{1, 2}, {2, -1}});

                Tensor loss = Torch.ctcLoss(logProbs(), targets, inputLengths, targetLengths);

                assertThat(loss.item().doubleValue()).isBetween(0.1, 5.0);
            }
        }
    }

    @Nested
    class SegmentReduce {
        @Test
        void unsafeLengthsBeyondTheData_areRefused() {
            try (TensorScope _ = new TensorScope()) {
                Tensor data = Torch.ones(5);
                Tensor lengths = Torch.tensor(new long[] {3, 4});

                assertThatThrownBy(
                                () ->
                                        Torch.call(
                                                "aten::segment_reduce",
                                                List.of(data, "sum"),
                                                Map.of("lengths", lengths, "unsafe", true)))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "segment_reduce: lengths must not be negative nor sum to more than"
                                        + " 5, the size of data along axis 0");
            }
        }

        @Test
        void unsafeLengthsThatLeaveDataOut_areAccepted() {
            try (TensorScope _ = new TensorScope()) {
                Tensor data = Torch.tensor(new float[] {1, 2, 4, 8, 16});
                Tensor lengths = Torch.tensor(new long[] {2, 1});

                Tensor sums =
                        (Tensor)
                                Torch.call(
                                        "aten::segment_reduce",
                                        List.of(data, "sum"),
                                        Map.of("lengths", lengths, "unsafe", true));

                assertThat(sums.toFloatArray()).containsExactly(3, 4);
            }
        }

        @Test
        void unsafeOffsetsBeyondTheData_areRefused() {
            try (TensorScope _ = new TensorScope()) {
                Tensor data = Torch.ones(5);
                Tensor offsets = Torch.tensor(new long[] {0, 9});

                assertThatThrownBy(
                                () ->
                                        Torch.call(
                                                "aten::segment_reduce",
                                                List.of(data, "sum"),
                                                Map.of("offsets", offsets, "unsafe", true)))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("offsets must rise from 0 to at most 5");
            }
        }
    }

    @Nested
    class Division {
        private final Tensor smallest = Torch.tensor(new long[] {7, Long.MIN_VALUE});

        @Test
        void smallestIntegerByMinusOne_isRefused() {
            try (TensorScope _ = new TensorScope()) {
                Tensor divisor = Torch.tensor(new long[] {2, -1});

                assertThatThrownBy(() -> smallest.div(divisor, RoundingMode.TRUNC))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "div: -9223372036854775808 divided by -1 is no int64");
                assertThatThrownBy(() -> smallest.div(-1, RoundingMode.TRUNC))
                        .isInstanceOf(TorchException.class);
                assertThatThrownBy(
                                () ->
                                        Torch.call(
                                                "aten::div.Tensor_mode",
                                                List.of(smallest, divisor),
                                                Map.of("rounding_mode", "trunc")))
                        .isInstanceOf(TorchException.class);
                assertThatThrownBy(
                                () ->
                                        Torch.tensor(new int[] {Integer.MIN_VALUE})
                                                .divide_(-1, RoundingMode.TRUNC))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith("div: -2147483648 divided by -1 is no int32");
            }
        }

        @Test
        void smallestIntegerByAnother_isDivided() {
            try (TensorScope _ = new TensorScope()) {
                Tensor divisor = Torch.tensor(new long[] {-1, 2});

                Tensor quotient = smallest.div(divisor, RoundingMode.TRUNC);

                assertThat(quotient.toLongArray()).containsExactly(-7, Long.MIN_VALUE / 2);
            }
        }

        @Test
        void sizesThatDoNotFit_areLibTorchsError() {
            try (TensorScope _ = new TensorScope()) {
                Tensor divisor = Torch.tensor(new long[] {-1, 2, 3});

                assertThatThrownBy(() -> smallest.div(divisor, RoundingMode.TRUNC))
                        .hasMessageContaining("The size of tensor a (2) must match");
            }
        }

        @Test
        void leastCommonMultipleOfTheSmallestInteger_isRefused() {
            try (TensorScope _ = new TensorScope()) {
                assertThatThrownBy(() -> smallest.lcm(Torch.tensor(new long[] {5, 5})))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "lcm: input has -9223372036854775808, whose multiples are no"
                                        + " int64");
                assertThat(Torch.tensor(new long[] {4}).lcm(Torch.tensor(new long[] {6})).item())
                        .isEqualTo(12L);
            }
        }
    }

    @Nested
    class ByName {
        @Test
        void copiedView_refusesQuantizedTensors() {
            try (TensorScope _ = new TensorScope()) {
                Tensor quantized = Torch.quantizePerTensor(Torch.ones(2), 0.1, 0, DType.QUINT8);

                assertThatThrownBy(() -> Torch.call("aten::view_copy.dtype", quantized, DType.INT8))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("call dequantize() first");
            }
        }

        @Test
        void fourierTransform_refusesDimensionsThatAreNot() {
            try (TensorScope _ = new TensorScope()) {
                Tensor self = Torch.ones(4);

                assertThatThrownBy(
                                () ->
                                        Torch.call(
                                                "aten::_fft_r2c", self, List.of(1L << 31), 0, true))
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith(
                                "fft: dim has 2147483648, expected a dimension of a tensor of size"
                                        + " [4]");
            }
        }

        @Test
        void batchNormWithoutStatistics_refusesEvaluation() {
            try (TensorScope _ = new TensorScope()) {
                Tensor input = Torch.ones(1, 2, 3);

                assertThatThrownBy(
                                () ->
                                        Torch.call(
                                                "aten::_native_batch_norm_legit.no_stats",
                                                input,
                                                null,
                                                null,
                                                false,
                                                0.1,
                                                1e-5))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("training is False, expected True");
            }
        }

        @Test
        void matmulOfFourBits_refusesSizesThatDoNotFit() {
            try (TensorScope _ = new TensorScope()) {
                Tensor input = Torch.ones(2, 32);
                Tensor weights = Torch.ones(new long[] {8}, TensorOptions.of(DType.UINT8));
                String name = "aten::_dyn_quant_matmul_4bit";

                assertThatThrownBy(() -> Torch.call(name, input, weights, 0, 0, 0))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("are [0, 0, 0], expected positive numbers");
                assertThatThrownBy(() -> Torch.call(name, input, weights, 32, 64, 4))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("expected float32[M, 64]");
                assertThatThrownBy(() -> Torch.call(name, input, weights, 32, 32, 4))
                        .isInstanceOf(TorchException.class)
                        .hasMessageContaining("too few for 4 rows of 32 weights");
            }
        }
    }

    @Nested
    class Scattering {
        private final Tensor index = Torch.tensor(new long[] {2, 0, 1});

        private void assertRefused(ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "a tensor of layout torch._mkldnn cannot be scattered, nor be scattered"
                                    + " into; call to_dense() first");
        }

        @Test
        void tensorInOneDnnsLayout_isRefused() {
            try (TensorScope _ = new TensorScope()) {
                Tensor self = Torch.ones(3, 3);
                Tensor opaque = Torch.ones(3, 3).toMkldnn();
                Tensor places = index.view(3, 1);
                assertRefused(() -> self.indexCopy_(0, index, opaque));
                assertRefused(() -> self.indexAdd_(0, index, opaque));
                assertRefused(() -> self.indexReduce_(0, index, opaque, ScatterReduce.PROD));
                assertRefused(() -> self.scatter_(0, places, opaque));
                assertRefused(() -> self.scatter_(0, places, opaque, ScatterReduce.ADD));
                assertRefused(() -> opaque.scatter_(0, places, 1));
                assertRefused(() -> opaque.scatter_(0, places, 1, ScatterReduce.ADD));
                assertRefused(() -> self.scatterAdd_(0, places, opaque));
                assertRefused(() -> self.scatterReduce_(0, places, opaque, ScatterReduce.SUM));
                assertRefused(() -> Torch.call("aten::index_copy_", self, 0, index, opaque));
            } finally {
                index.close();
            }
        }

        @Test
        void denseTensor_isAccepted() {
            try (TensorScope _ = new TensorScope()) {
                Tensor rows = Torch.tensor(new float[] {3, 5, 7});
                assertThat(Torch.zeros(3).indexCopy_(0, index, rows).toFloatArray())
                        .containsExactly(5, 7, 3);
            } finally {
                index.close();
            }
        }
    }

    @Nested
    class Range {
        @Test
        void moreElementsThanAnIntegerCounts_areRefused() {
            assertThatThrownBy(
                            () ->
                                    Torch.call(
                                            "aten::range.step",
                                            3,
                                            1L << 62,
                                            0.5,
                                            DType.INT8,
                                            null,
                                            null,
                                            null))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("range: invalid size, possible overflow?");
        }

        @Test
        void countableElements_areAccepted() {
            try (Tensor range = (Tensor) Torch.call("aten::range.step", 3, 1, -1)) {
                assertThat(range.toFloatArray()).containsExactly(3, 2, 1);
            }
        }
    }

    @Test
    void quantizedLstmCellWithoutStates_isRefused() {
        try (TensorScope _ = new TensorScope()) {
            Tensor one = Torch.ones(1, 1);
            Object[] arguments = new Object[14];
            Arrays.fill(arguments, one);
            arguments[1] = List.of(one);
            Arrays.fill(arguments, 10, 14, 1);
            assertThatThrownBy(() -> Torch.call("aten::quantized_lstm_cell", arguments))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("quantized_lstm_cell: hx has 1 tensors, expected 2");
        }
    }
}
