package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Recurrent, attention and Transformer modules against what Python's compute: bit for bit under the
 * environment of {@code scripts/lib/reproducible-env}, else as near as another machine's kernels
 * come.
 */
@NoLeaks
class NativeModuleRecordingsTest {
    private static final boolean IS_REPRODUCIBLE =
            "default".equals(System.getenv("ATEN_CPU_CAPABILITY"))
                    && "COMPATIBLE".equals(System.getenv("MKL_CBWR"))
                    && "SSE41".equals(System.getenv("ONEDNN_MAX_CPU_ISA"));

    static Stream<RecordedModule> results() throws IOException {
        return RecordedModule.all().filter(recorded -> !recorded.isError());
    }

    static Stream<RecordedModule> errors() throws IOException {
        return RecordedModule.all().filter(RecordedModule::isError);
    }

    @ParameterizedTest
    @MethodSource("results")
    void module_printsAndNamesAsPython(RecordedModule recorded) {
        try (var _ = new TensorScope()) {
            Module module = recorded.build();
            assertThat(module).hasToString(recorded.line().get("text").asText());
            assertThat(module.stateDict().keySet()).containsExactlyElementsOf(recorded.state());
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void forwardAndBackward_giveWhatPythonGives(RecordedModule recorded) {
        try (var _ = new TensorScope();
                var _ = Torch.setGradEnabled(recorded.recordsGradients())) {
            compare(recorded, recorded.build());
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void copy_givesWhatPythonGives(RecordedModule recorded) {
        try (var _ = new TensorScope();
                var _ = Torch.setGradEnabled(recorded.recordsGradients())) {
            compare(recorded, recorded.build().copy());
        }
    }

    private static void compare(RecordedModule recorded, Module module) {
        Tensor first = recorded.firstInput();
        first.requiresGrad_(recorded.recordsGradients());
        Tensor[] outputs = recorded.forward(module, first);
        Tensor[] expected = recorded.outputs();
        for (int i = 0; i < expected.length; i++) {
            assertSame(outputs[i], expected[i]);
        }
        if (recorded.recordsGradients()) {
            Tensor output = outputs[0];
            Tensor weights =
                    Torch.linspace(-1, 1, output.numel()).view(output.sizes()).to(output.dtype());
            output.mul(weights).sum().backward();
            assertSame(first.grad(), recorded.grad());
        }
    }

    private static void assertSame(Tensor actual, Tensor expected) {
        if (expected == null) {
            assertThat(actual).isNull();
            return;
        }
        assertThat(actual.sizes()).isEqualTo(expected.sizes());
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        boolean same =
                IS_REPRODUCIBLE
                        ? bits(actual).equal(bits(expected))
                        : actual.allclose(expected, tolerance(expected), tolerance(expected));
        assertThat(same).as(() -> actual + "\nexpected\n" + expected).isTrue();
    }

    private static Tensor bits(Tensor tensor) {
        return tensor.detach().contiguous().view(DType.INT8);
    }

    private static double tolerance(Tensor tensor) {
        return tensor.dtype() == DType.BFLOAT16 ? 2e-2 : 2e-5;
    }

    @ParameterizedTest
    @MethodSource("errors")
    void misuse_isRefusedWithPythonsText(RecordedModule recorded) {
        try (var _ = new TensorScope()) {
            assertThatThrownBy(
                            () -> {
                                Module module = recorded.build();
                                recorded.forward(module, recorded.firstInput());
                            })
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(recorded.line().get("error").asText());
        }
    }
}
