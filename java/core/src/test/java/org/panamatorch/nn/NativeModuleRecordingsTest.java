package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Recurrent, attention and Transformer modules against what Python's compute: names, dtypes and
 * sizes as recorded, bits as Python's calls of operators give them here.
 */
@NoLeaks
@Tag("recorded")
class NativeModuleRecordingsTest {
    static Stream<RecordedModule> results() throws IOException {
        return RecordedModule.all().filter(recorded -> !recorded.isError());
    }

    static Stream<RecordedModule> errors() throws IOException {
        return RecordedModule.all()
                .filter(recorded -> recorded.isError() && !namesNoActivation(recorded));
    }

    static Stream<RecordedModule> otherActivations() throws IOException {
        return RecordedModule.all().filter(NativeModuleRecordingsTest::namesNoActivation);
    }

    private static boolean namesNoActivation(RecordedModule recorded) {
        return recorded.toString().endsWith("no such activation");
    }

    @ParameterizedTest
    @MethodSource("results")
    void module_printsAndNamesAsPython(RecordedModule recorded)
            throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            Module module = recorded.build();
            assertThat(module).hasToString(recorded.line().get("text").asText());
            assertThat(module.stateDict().keySet()).containsExactlyElementsOf(recorded.state());
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void forwardAndBackward_giveWhatPythonGives(RecordedModule recorded)
            throws ReflectiveOperationException {
        try (var _ = new TensorScope();
                var _ = Torch.setGradEnabled(recorded.recordsGradients())) {
            compare(recorded, recorded.build());
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void copy_givesWhatPythonGives(RecordedModule recorded) throws ReflectiveOperationException {
        try (var _ = new TensorScope();
                var _ = Torch.setGradEnabled(recorded.recordsGradients())) {
            compare(recorded, recorded.build().copy());
        }
    }

    private static void compare(RecordedModule recorded, Module module)
            throws ReflectiveOperationException {
        RecordedResults results = recorded.results();
        Tensor first = recorded.firstInput();
        first.requiresGrad_(recorded.recordsGradients());
        Tensor[] outputs = recorded.call(module, first);
        assertThat(RecordedResults.digests(Arrays.asList(outputs)))
                .isEqualTo(results.digests(recorded.line().get("outputs")));
        if (recorded.recordsGradients()) {
            Tensor output = outputs[0];
            Tensor weights =
                    Torch.linspace(-1, 1, output.numel()).view(output.sizes()).to(output.dtype());
            output.mul(weights).sum().backward();
            assertThat(RecordedResults.digest(first.grad()))
                    .isEqualTo(results.digest(recorded.line().get("grad")));
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void misuse_isRefusedWithPythonsText(RecordedModule recorded) {
        try (var _ = new TensorScope()) {
            assertThatThrownBy(
                            () -> {
                                Module module = recorded.build();
                                recorded.call(module, recorded.firstInput());
                            })
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(recorded.line().get("error").asText());
        }
    }

    // What Python refuses has no constant in Java.
    @ParameterizedTest
    @MethodSource("otherActivations")
    void otherActivation_isNoSuchTypeInJava(RecordedModule recorded) {
        assertThatThrownBy(recorded::build)
                .isInstanceOf(NoSuchMethodException.class)
                .hasMessage("activation does not take [tanh]");
    }
}
