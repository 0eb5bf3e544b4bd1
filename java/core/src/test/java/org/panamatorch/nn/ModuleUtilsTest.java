package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Modules with parametrizations and hooked norms against what Python's print and compute, in
 * training, evaluation, assignment and after removal: names, dtypes and sizes as recorded, bits as
 * Python's calls of operators give them here.
 */
@NoLeaks
@Tag("recorded")
class ModuleUtilsTest {
    private static final double RATE = 0.1;

    static Stream<RecordedUtils> results() throws IOException {
        return RecordedUtils.all().filter(recorded -> !recorded.isError());
    }

    static Stream<RecordedUtils> copies() throws IOException {
        return results().filter(recorded -> !recorded.toString().contains("hooked"));
    }

    static Stream<RecordedUtils> errors() throws IOException {
        return RecordedUtils.all().filter(RecordedUtils::isError);
    }

    @ParameterizedTest
    @MethodSource("results")
    void changedModule_doesWhatPythonsDoes(RecordedUtils recorded)
            throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            Module module = recorded.build();
            recorded.apply(module);
            check(recorded, module);
        }
    }

    @ParameterizedTest
    @MethodSource("copies")
    void copyOfChangedModule_doesWhatPythonsDoes(RecordedUtils recorded)
            throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            Module module = recorded.build();
            recorded.apply(module);
            check(recorded, module.copy());
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void misuse_isRefusedWithPythonsText(RecordedUtils recorded) {
        try (var _ = new TensorScope()) {
            assertThatThrownBy(
                            () -> {
                                Module module = recorded.build();
                                recorded.apply(module);
                                check(recorded, module);
                            })
                    .isInstanceOf(RuntimeException.class)
                    .hasMessage(recorded.line().get("error").asText());
        }
    }

    private static void check(RecordedUtils recorded, Module module)
            throws ReflectiveOperationException {
        JsonNode line = recorded.line();
        RecordedResults results = recorded.results();
        assertThat(module).hasToString(line.get("text").asText());
        results.assertState(module, line.get("state"));
        assertThat(RecordedResults.digest(value(recorded, module)))
                .isEqualTo(results.digest(line.get("value")));
        Tensor[] inputs = recorded.inputs();
        for (JsonNode step : line.get("steps")) {
            train(module, inputs, step, results);
        }
        module.eval();
        try (var _ = Torch.noGrad()) {
            assertThat(digests(RecordedForm.called(module, inputs)))
                    .isEqualTo(results.digests(line.get("evaluated")));
        }
        results.assertState(module, line.get("trained"));
        if (line.path("assign").asBoolean(false)) {
            assign(recorded, module, results);
        }
        recorded.undo(module);
        assertThat(module).hasToString(line.get("removed_text").asText());
        results.assertState(module, line.get("removed"));
    }

    private static Tensor value(RecordedUtils recorded, Module module) {
        return recorded.part(module).attribute(recorded.tensor());
    }

    private static void train(
            Module module, Tensor[] inputs, JsonNode step, RecordedResults results)
            throws ReflectiveOperationException {
        List<Tensor> outputs = RecordedForm.called(module, inputs);
        assertThat(digests(outputs)).isEqualTo(results.digests(step.get("out")));
        RecordedUtils.loss(outputs).backward();
        assertThat(RecordedResults.gradients(module)).isEqualTo(results.named(step.get("grads")));
        try (var _ = Torch.noGrad()) {
            for (Tensor parameter : module.parameters()) {
                if (parameter.grad() != null) {
                    parameter.sub_(parameter.grad().mul(RATE));
                    parameter.setGrad(null);
                }
            }
        }
    }

    private static void assign(RecordedUtils recorded, Module module, RecordedResults results) {
        try (var _ = Torch.noGrad()) {
            Tensor random = Torch.randnLike(value(recorded, module));
            recorded.part(module).setAttribute(recorded.tensor(), random);
        }
        JsonNode line = recorded.line();
        assertThat(RecordedResults.digest(value(recorded, module)))
                .isEqualTo(results.digest(line.get("assigned")));
        results.assertState(module, line.get("reversed"));
    }

    private static List<String> digests(List<Tensor> outputs) {
        return RecordedResults.digests(outputs.stream().filter(Objects::nonNull).toList());
    }
}
