package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Modules with parametrizations and hooked norms against what Python's print and compute, in
 * training, evaluation, assignment and after removal: checksums of bits under the environment of
 * {@code scripts/lib/reproducible-env}, else names, dtypes and sizes.
 */
@NoLeaks
class ModuleUtilsTest {
    private static final boolean IS_REPRODUCIBLE = RecordedForm.IS_REPRODUCIBLE;
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
        assertThat(module).hasToString(line.get("text").asText());
        assertState(module, line.get("state"));
        assertSame(value(recorded, module), line.get("value"));
        Tensor[] inputs = recorded.inputs();
        for (JsonNode step : line.get("steps")) {
            train(module, inputs, step);
        }
        module.eval();
        try (var _ = Torch.noGrad()) {
            assertSame(RecordedUtils.called(module, inputs), line.get("evaluated"));
        }
        assertState(module, line.get("trained"));
        if (line.path("assign").asBoolean(false)) {
            assign(recorded, module);
        }
        recorded.undo(module);
        assertThat(module).hasToString(line.get("removed_text").asText());
        assertState(module, line.get("removed"));
    }

    private static Tensor value(RecordedUtils recorded, Module module) {
        return recorded.part(module).attribute(recorded.tensor());
    }

    private static void train(Module module, Tensor[] inputs, JsonNode step)
            throws ReflectiveOperationException {
        List<Tensor> outputs = RecordedUtils.called(module, inputs);
        assertSame(outputs, step.get("out"));
        RecordedUtils.loss(outputs).backward();
        Map<String, String> gradients = new LinkedHashMap<>();
        module.namedParameters().forEach((name, p) -> gradients.put(name, digest(p.grad())));
        assertThat(gradients).isEqualTo(RecordedForm.digests(step.get("grads"), IS_REPRODUCIBLE));
        try (var _ = Torch.noGrad()) {
            for (Tensor parameter : module.parameters()) {
                if (parameter.grad() != null) {
                    parameter.sub_(parameter.grad().mul(RATE));
                    parameter.setGrad(null);
                }
            }
        }
    }

    private static void assign(RecordedUtils recorded, Module module) {
        try (var _ = Torch.noGrad()) {
            Tensor random = Torch.randnLike(value(recorded, module));
            recorded.part(module).setAttribute(recorded.tensor(), random);
        }
        assertSame(value(recorded, module), recorded.line().get("assigned"));
        assertState(module, recorded.line().get("reversed"));
    }

    private static void assertState(Module module, JsonNode expected) {
        Map<String, String> actual = RecordedForm.stateOf(module, IS_REPRODUCIBLE);
        Map<String, String> wanted = RecordedForm.digests(expected, IS_REPRODUCIBLE);
        assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(wanted.keySet()));
        assertThat(actual).isEqualTo(wanted);
    }

    private static void assertSame(List<Tensor> tensors, JsonNode expected) {
        List<String> wanted = new ArrayList<>();
        expected.forEach(each -> wanted.add(RecordedForm.digest(each, IS_REPRODUCIBLE)));
        assertThat(tensors.stream().filter(Objects::nonNull).map(ModuleUtilsTest::digest))
                .containsExactlyElementsOf(wanted);
    }

    private static void assertSame(Tensor tensor, JsonNode expected) {
        assertThat(digest(tensor)).isEqualTo(RecordedForm.digest(expected, IS_REPRODUCIBLE));
    }

    private static String digest(Tensor tensor) {
        return RecordedForm.digest(tensor, IS_REPRODUCIBLE);
    }
}
