package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.util.OptionalInt;

class CudaDriverTest {
    private static final int CUDA_12_4 = 12040;

    @Test
    void noDriver_isTold() {
        assertThat(CudaDriver.finding(OptionalInt.empty(), 13))
                .isEqualTo(
                        "there is no NVIDIA driver (libcuda.so.1): this LibTorch, for CUDA 13,"
                                + " computes on the CPU alone");
    }

    @Test
    void olderDriver_isToldWithTheCudaThatItKnows() {
        assertThat(CudaDriver.finding(OptionalInt.of(CUDA_12_4), 13))
                .isEqualTo(
                        "the NVIDIA driver knows CUDA up to 12.4, and this LibTorch is for CUDA 13:"
                                + " it computes on the CPU alone until there is a newer driver, or"
                                + " take a LibTorch for CUDA 12");
    }

    @Test
    void driverOfTheSameMajorVersion_isGood() {
        assertThat(CudaDriver.finding(OptionalInt.of(CUDA_12_4), 12)).isNull();
        assertThat(CudaDriver.finding(OptionalInt.of(CUDA_12_4), 11)).isNull();
    }

    @Test
    void libTorchWithoutCuda_hasNothingToTell() {
        assumeTrue(Platform.mapped("libcudart.so.").isEmpty(), "this LibTorch is for CUDA");
        Report report = new Report();
        CudaDriver.check(report);
        assertThat(report.toString()).isEmpty();
    }
}
