package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Modules against what Python's print and compute: printed forms, names, dtypes and sizes
 * everywhere, checksums of bits under the environment of {@code scripts/lib/reproducible-env}.
 */
@NoLeaks
class ModuleFormsTest {
    private static final boolean IS_REPRODUCIBLE = RecordedForm.IS_REPRODUCIBLE;

    static Stream<RecordedForm> forms() throws IOException {
        return RecordedForm.all();
    }

    static Stream<RecordedForm> calledForms() throws IOException {
        return RecordedForm.all().filter(RecordedForm::isCalled);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void newModule_isPythons(RecordedForm recorded) throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            Module module = recorded.build();
            assertThat(module).hasToString(recorded.text("text"));
            assertState(module, recorded, "state");
        }
    }

    @ParameterizedTest
    @MethodSource("calledForms")
    void forwardAndBackward_giveWhatPythonGives(RecordedForm recorded)
            throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            check(recorded, recorded.build());
        }
    }

    @ParameterizedTest
    @MethodSource("calledForms")
    void copy_givesWhatPythonGives(RecordedForm recorded) throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            check(recorded, recorded.build().copy());
        }
    }

    private static void check(RecordedForm recorded, Module module)
            throws ReflectiveOperationException {
        Tensor[] inputs = recorded.inputs();
        List<Tensor> outputs = RecordedForm.called(module, inputs);
        assertThat(digests(outputs)).isEqualTo(recorded.tensors("out", IS_REPRODUCIBLE));
        if (recorded.hasGradients()) {
            sum(outputs).backward();
            Map<String, String> gradients = new LinkedHashMap<>();
            module.namedParameters().forEach((name, p) -> gradients.put(name, digest(p.grad())));
            assertThat(gradients).isEqualTo(recorded.gradients(IS_REPRODUCIBLE));
            List<Tensor> inputGradients = new ArrayList<>();
            for (Tensor input : inputs) {
                inputGradients.add(input.grad());
            }
            assertThat(digests(inputGradients))
                    .isEqualTo(recorded.tensors("input_grads", IS_REPRODUCIBLE));
        }
        module.eval();
        assertThat(digests(RecordedForm.called(module, inputs)))
                .isEqualTo(recorded.tensors("evaluated", IS_REPRODUCIBLE));
        assertThat(module).hasToString(recorded.text("text_after"));
        assertState(module, recorded, "state_after");
    }

    private static Tensor sum(List<Tensor> outputs) {
        Tensor sum = null;
        for (Tensor output : outputs) {
            if (output.requiresGrad()) {
                Tensor part = output.sum();
                sum = sum == null ? part.add(0) : sum.add(part);
            }
        }
        return sum;
    }

    private static void assertState(Module module, RecordedForm recorded, String key) {
        Map<String, String> expected = recorded.state(key, IS_REPRODUCIBLE);
        Map<String, String> actual = RecordedForm.stateOf(module, IS_REPRODUCIBLE);
        assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(actual).isEqualTo(expected);
    }

    private static List<String> digests(List<Tensor> tensors) {
        List<String> digests = new ArrayList<>();
        tensors.forEach(tensor -> digests.add(digest(tensor)));
        return digests;
    }

    private static String digest(Tensor tensor) {
        return RecordedForm.digest(tensor, IS_REPRODUCIBLE);
    }
}
