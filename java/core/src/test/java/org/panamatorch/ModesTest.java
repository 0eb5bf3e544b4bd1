package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;

import java.io.IOException;

/** Grad mode, inference mode, anomaly mode and determinism. */
@NoLeaks
class ModesTest {
    private static Tensor leaf() {
        return Torch.ones(2).requiresGrad_();
    }

    @Nested
    class Grad {
        @Test
        void noGrad_recordsNothingUntilClosed() {
            Tensor a = leaf();
            try (var _ = Torch.noGrad()) {
                assertThat(Torch.isGradEnabled()).isFalse();
                assertThat(a.mul(2).requiresGrad()).isFalse();
                try (var _ = Torch.enableGrad()) {
                    assertThat(a.mul(2).requiresGrad()).isTrue();
                }
                assertThat(Torch.isGradEnabled()).isFalse();
            }
            assertThat(Torch.isGradEnabled()).isTrue();
        }

        @Test
        void code_runsInItsMode() {
            Tensor a = leaf();
            assertThat(Torch.noGrad(() -> a.mul(2)).requiresGrad()).isFalse();
            assertThat(Torch.noGrad(() -> Torch.enableGrad(() -> a.mul(2))).requiresGrad())
                    .isTrue();
            assertThat(Torch.setGradEnabled(false, Torch::isGradEnabled)).isFalse();
            Torch.noGrad(
                    () -> {
                        a.add_(1);
                    });
            assertThat(a.detach().toFloatArray()).containsExactly(2, 2);
            assertThat(Torch.isGradEnabled()).isTrue();
        }

        @Test
        void codeThatThrows_restoresTheMode() {
            assertThatThrownBy(
                            () ->
                                    Torch.noGrad(
                                            () -> {
                                                throw new IOException("expected");
                                            }))
                    .isInstanceOf(IOException.class);
            assertThat(Torch.isGradEnabled()).isTrue();
        }

        @Test
        void setGradEnabled_mayStay() {
            try (var _ = Torch.noGrad()) {
                Torch.setGradEnabled(true);
                assertThat(Torch.isGradEnabled()).isTrue();
            }
            assertThat(Torch.isGradEnabled()).isTrue();
        }

        @Test
        void mode_isTheThreadsOwn() throws InterruptedException {
            boolean[] elsewhere = new boolean[1];
            try (var _ = Torch.noGrad()) {
                Thread.ofPlatform().start(() -> elsewhere[0] = Torch.isGradEnabled()).join();
            }
            assertThat(elsewhere[0]).isTrue();
        }

        @Test
        void modeClosedTwice_isHarmless() {
            GradMode mode = Torch.noGrad();
            mode.close();
            try (var _ = Torch.noGrad()) {
                mode.close();
                assertThat(Torch.isGradEnabled()).isFalse();
            }
        }

        @Test
        void modeClosedAfterTheOneAroundIt_throws() {
            GradMode outer = Torch.noGrad();
            GradMode inner = Torch.enableGrad();
            outer.close();
            assertThatThrownBy(inner::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "GradMode.close: the mode that this one was opened in was closed"
                                    + " first");
            assertThat(Torch.isGradEnabled()).isTrue();
        }

        @Test
        void modeClosedByAnotherThread_throws() throws InterruptedException {
            try (var mode = Torch.noGrad()) {
                Throwable[] thrown = new Throwable[1];
                Thread.ofPlatform()
                        .name("other")
                        .start(() -> thrown[0] = catchThrowable(mode::close))
                        .join();
                assertThat(thrown[0])
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "GradMode.close: opened on thread "
                                        + Thread.currentThread().getName()
                                        + ", closed on thread other");
            }
        }
    }

    @Nested
    class Inference {
        @Test
        void results_areInferenceTensors() {
            try (var _ = Torch.inferenceMode()) {
                assertThat(Torch.isInferenceModeEnabled()).isTrue();
                assertThat(Torch.isGradEnabled()).isFalse();
                assertThat(Torch.ones(2).isInference()).isTrue();
                try (var _ = Torch.inferenceMode(false)) {
                    assertThat(Torch.isGradEnabled()).isTrue();
                    assertThat(Torch.ones(2).isInference()).isFalse();
                }
                assertThat(Torch.isInferenceModeEnabled()).isTrue();
            }
            assertThat(Torch.isInferenceModeEnabled()).isFalse();
            assertThat(Torch.isGradEnabled()).isTrue();
            assertThat(leaf().mul(2).requiresGrad()).isTrue();
        }

        @Test
        void code_runsInInferenceMode() {
            assertThat(Torch.inferenceMode(() -> Torch.ones(2)).isInference()).isTrue();
            Torch.inferenceMode(
                    () -> {
                        assertThat(Torch.isInferenceModeEnabled()).isTrue();
                    });
            assertThat(Torch.isInferenceModeEnabled()).isFalse();
        }

        @Test
        void versionOfAnInferenceTensor_throws() {
            Tensor a = Torch.inferenceMode(() -> Torch.ones(2));
            assertThatThrownBy(a::version)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("Inference tensors do not track version counter.");
        }

        @Test
        void inferenceTensorWrittenOutside_throws() {
            Tensor a = Torch.inferenceMode(() -> Torch.ones(2));
            assertThatThrownBy(() -> a.add_(1))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "Inplace update to inference tensor outside InferenceMode is not"
                                    + " allowed.You can make a clone to get a normal tensor before"
                                    + " doing inplace update.");
        }

        @Test
        void inferenceTensorInAGraph_throws() {
            Tensor a = Torch.inferenceMode(() -> Torch.ones(2));
            assertThatThrownBy(() -> a.mul(leaf()))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("Inference tensors cannot be saved for backward.");
            assertThat(a.clone().mul(leaf()).requiresGrad()).isTrue();
        }

        @Test
        void inferenceTensorThatShallRequireGrad_throws() {
            Tensor a = Torch.inferenceMode(() -> Torch.ones(2));
            assertThatThrownBy(a::requiresGrad_)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "Setting requires_grad=True on inference tensor outside InferenceMode"
                                    + " is not allowed.");
        }
    }

    @Nested
    class VirtualThread {
        private static Throwable onVirtualThread(Runnable code) throws InterruptedException {
            Throwable[] thrown = new Throwable[1];
            Thread.ofVirtual().start(() -> thrown[0] = catchThrowable(code::run)).join();
            return thrown[0];
        }

        @Test
        void mode_isRefusedAndTheWayOutNamed() throws InterruptedException {
            assertThat(onVirtualThread(Torch::noGrad))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "noGrad: the mode belongs to an operating system thread, and a virtual"
                                + " thread has none to itself; pass the code that shall run in it:"
                                + " Torch.noGrad(() -> ...)");
            assertThat(onVirtualThread(Torch::inferenceMode))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "inferenceMode: the mode belongs to an operating system thread");
        }

        @Test
        void code_runsInItsModeAndMayThrow() throws InterruptedException {
            Throwable thrown =
                    onVirtualThread(
                            () -> {
                                assertThat(Torch.noGrad(Torch::isGradEnabled)).isFalse();
                                assertThat(
                                                Torch.inferenceMode(
                                                        () ->
                                                                Torch.noGrad(
                                                                        Torch
                                                                                ::isInferenceModeEnabled)))
                                        .isTrue();
                                assertThat(Torch.isGradEnabled()).isTrue();
                                Torch.noGrad(
                                        () -> {
                                            throw new IllegalStateException("expected");
                                        });
                            });
            assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("expected");
        }
    }

    @Nested
    class Anomaly {
        private static Tensor squareRootOfMinusOne() {
            return Torch.tensor(-1f).requiresGrad_().sqrt();
        }

        @Test
        void nan_throwsAndNamesTheForwardCall() {
            try (var _ = Autograd.detectAnomaly()) {
                Tensor a = squareRootOfMinusOne();
                TorchException thrown =
                        catchThrowableOfType(TorchException.class, () -> a.sum().backward());
                assertThat(thrown)
                        .hasMessageStartingWith(
                                "Function 'SqrtBackward0' returned nan values in its 0th output.");
                assertThat(thrown.getSuppressed()).hasSize(1);
                assertThat(thrown.getSuppressed()[0])
                        .hasMessageStartingWith(
                                "Error detected in SqrtBackward0. Traceback of forward call that"
                                        + " caused the error:")
                        .hasMessageContaining("squareRootOfMinusOne(ModesTest.java:");
            }
        }

        @Test
        void nanInAGraphOfAGraph_namesBothCalls() {
            try (var _ = Autograd.detectAnomaly()) {
                Tensor a = Torch.tensor(0f).requiresGrad_();
                Tensor first = Autograd.grad(a.pow(1.5).sum(), a, o -> o.createGraph(true));
                TorchException thrown =
                        catchThrowableOfType(
                                TorchException.class, () -> first.mul(0).sum().backward());
                assertThat(thrown.getSuppressed()[0].getMessage())
                        .containsPattern(
                                "(?s)Error detected in PowBackward0\\..*ModesTest.*"
                                        + "Previous calculation was induced by PowBackward0\\."
                                        + ".*ModesTest");
            }
        }

        @Test
        void viewOfWhatIsWrittenInPlace_isFreedAfterTheFailure() {
            long before = NativeMemory.cpuBytes();
            long bytes = 1 << 20;
            try (var _ = Autograd.detectAnomaly();
                    var _ = new TensorScope()) {
                Tensor a = Torch.ones(1, 1, bytes / Float.BYTES).requiresGrad_().mul(1);
                Tensor normalized = Functional.instanceNorm(a);
                a.mul_(2);
                assertThatThrownBy(() -> normalized.sum().backward())
                        .hasMessageContaining("which is output 0 of AsStrided");
            }
            assertThat(NativeMemory.cpuBytes()).isLessThan(before + bytes);
        }

        @Test
        void nan_isAllowedWhereItIsNotChecked() {
            try (var _ = Autograd.detectAnomaly(false)) {
                assertThat(Autograd.isAnomalyEnabled()).isTrue();
                assertThat(Autograd.isAnomalyCheckNanEnabled()).isFalse();
                squareRootOfMinusOne().sum().backward();
            }
            assertThat(Autograd.isAnomalyEnabled()).isFalse();
            assertThat(Autograd.isAnomalyCheckNanEnabled()).isTrue();
        }

        @Test
        void savedTensorWrittenInPlace_namesTheForwardCall() {
            try (var _ = Autograd.detectAnomaly()) {
                Tensor a = leaf().exp();
                Tensor loss = a.sum();
                a.add_(1);
                TorchException thrown = catchThrowableOfType(TorchException.class, loss::backward);
                assertThat(thrown)
                        .hasMessageContaining("has been modified by an inplace operation");
                assertThat(thrown.getSuppressed()[0])
                        .hasMessageStartingWith("Error detected in ExpBackward0.");
            }
        }

        @Test
        void failureWithoutTheMode_suppressesNothing() {
            Tensor a = leaf().exp();
            Tensor loss = a.sum();
            a.add_(1);
            assertThat(catchThrowable(loss::backward).getSuppressed()).isEmpty();
        }
    }

    @Nested
    class Determinism {
        @AfterEach
        void restore() {
            Torch.useDeterministicAlgorithms(false);
        }

        private static Tensor put() {
            return Torch.zeros(3).put_(Torch.tensor(new long[] {0, 1}), Torch.ones(2));
        }

        @Test
        void operationWithoutADeterministicForm_throws() {
            Torch.useDeterministicAlgorithms(true);
            assertThat(Torch.areDeterministicAlgorithmsEnabled()).isTrue();
            assertThatThrownBy(Determinism::put)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "put_ does not have a deterministic implementation, but you set"
                                    + " 'torch.use_deterministic_algorithms(True)'.");
        }

        @Test
        void warnOnly_letsItPass() {
            Torch.useDeterministicAlgorithms(true, true);
            assertThat(Torch.isDeterministicAlgorithmsWarnOnlyEnabled()).isTrue();
            assertThat(put().toFloatArray()).containsExactly(1, 1, 0);
        }

        @Test
        void memoryThatWasNotInitialized_isFilled() {
            Torch.useDeterministicAlgorithms(true);
            assertThat(Torch.empty(3).toFloatArray())
                    .containsExactly(Float.NaN, Float.NaN, Float.NaN);
        }

        @Test
        void denormals_canBeFlushed() {
            float smallest = Float.MIN_VALUE;
            if (Torch.setFlushDenormal(true)) {
                assertThat(Torch.tensor(new float[] {smallest}).mul(1f).item()).isEqualTo(0.0);
                Torch.setFlushDenormal(false);
            }
            assertThat(Torch.tensor(new float[] {smallest}).mul(1f).item())
                    .isEqualTo((double) smallest);
        }
    }
}
