package org.panamatorch.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.accelerator.Cuda;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.MatmulPrecision;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

@NoLeaks
class BackendsTest {
    private enum Flag {
        MATMUL_TF32(Cublas::allowTf32, Cublas::setAllowTf32, false),
        MATMUL_FP16(
                Cublas::allowFp16ReducedPrecisionReduction,
                Cublas::setAllowFp16ReducedPrecisionReduction,
                true),
        MATMUL_BF16(
                Cublas::allowBf16ReducedPrecisionReduction,
                Cublas::setAllowBf16ReducedPrecisionReduction,
                true),
        MATMUL_ACCUMULATION(Cublas::allowFp16Accumulation, Cublas::setAllowFp16Accumulation, false),
        FLASH(ScaledDotProduct::flashSdpEnabled, ScaledDotProduct::enableFlashSdp, true),
        MEM_EFFICIENT(
                ScaledDotProduct::memEfficientSdpEnabled,
                ScaledDotProduct::enableMemEfficientSdp,
                true),
        MATH(ScaledDotProduct::mathSdpEnabled, ScaledDotProduct::enableMathSdp, true),
        CUDNN_SDP(ScaledDotProduct::cudnnSdpEnabled, ScaledDotProduct::enableCudnnSdp, true),
        MATH_REDUCTION(
                ScaledDotProduct::fp16Bf16ReductionMathSdpAllowed,
                ScaledDotProduct::allowFp16Bf16ReductionMathSdp,
                false),
        MKLDNN(Mkldnn::isEnabled, Mkldnn::setEnabled, true),
        MKLDNN_DETERMINISTIC(Mkldnn::isDeterministic, Mkldnn::setDeterministic, false),
        CUDNN(Cudnn::isEnabled, Cudnn::setEnabled, true),
        CUDNN_BENCHMARK(Cudnn::isBenchmark, Cudnn::setBenchmark, false),
        CUDNN_DETERMINISTIC(Cudnn::isDeterministic, Cudnn::setDeterministic, false),
        CUDNN_TF32(Cudnn::allowTf32, Cudnn::setAllowTf32, true);

        private final BooleanSupplier getter;
        private final Consumer<Boolean> setter;
        private final boolean first;

        Flag(BooleanSupplier getter, Consumer<Boolean> setter, boolean first) {
            this.getter = getter;
            this.setter = setter;
            this.first = first;
        }
    }

    @ParameterizedTest
    @EnumSource
    void flag_isAsInPythonAtFirstAndIsItsOwn(Flag flag) {
        for (Flag any : Flag.values()) {
            assertThat(any.getter.getAsBoolean()).as(any.name()).isEqualTo(any.first);
        }
        flag.setter.accept(!flag.first);
        try {
            for (Flag any : Flag.values()) {
                assertThat(any.getter.getAsBoolean())
                        .as(any.name())
                        .isEqualTo((any == flag) != any.first);
            }
        } finally {
            flag.setter.accept(flag.first);
        }
    }

    @Test
    void benchmarkLimit_isKept() {
        assertThat(Cudnn.benchmarkLimit()).isEqualTo(10);
        Cudnn.setBenchmarkLimit(3);
        assertThat(Cudnn.benchmarkLimit()).isEqualTo(3);
        Cudnn.setBenchmarkLimit(10);
        assertThatThrownBy(() -> Cudnn.setBenchmarkLimit(-1))
                .isInstanceOf(TorchException.class)
                .hasMessage("setBenchmarkLimit: limit is -1, expected 0 or a positive number");
    }

    @Test
    void cudnn_isThereWithCudaOnly() {
        assertThat(Cudnn.isAvailable()).isEqualTo(Cudnn.version() > 0).isEqualTo(Cuda.isBuilt());
    }

    @ParameterizedTest
    @EnumSource
    void matmulPrecision_isKept(MatmulPrecision precision) {
        assertThat(Torch.getFloat32MatmulPrecision()).isEqualTo(MatmulPrecision.HIGHEST);
        Torch.setFloat32MatmulPrecision(precision);
        try {
            assertThat(Torch.getFloat32MatmulPrecision()).isEqualTo(precision);
        } finally {
            Torch.setFloat32MatmulPrecision(MatmulPrecision.HIGHEST);
        }
    }
}
