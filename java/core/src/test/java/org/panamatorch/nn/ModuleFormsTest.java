package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Modules against what Python's print and compute: printed forms, names, dtypes and sizes as
 * recorded, bits as Python's calls of operators give them here.
 */
@NoLeaks
@Tag("recorded")
class ModuleFormsTest {
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
            recorded.results().assertState(module, recorded.line().get("state"));
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
        RecordedResults results = recorded.results();
        Tensor[] inputs = recorded.inputs();
        List<Tensor> outputs = RecordedForm.called(module, inputs);
        assertThat(RecordedResults.digests(outputs))
                .isEqualTo(results.digests(recorded.line().get("out")));
        if (recorded.hasGradients()) {
            sum(outputs).backward();
            assertThat(RecordedResults.gradients(module))
                    .isEqualTo(results.named(recorded.line().get("grads")));
            List<Tensor> inputGradients = new ArrayList<>();
            for (Tensor input : inputs) {
                inputGradients.add(input.grad());
            }
            assertThat(RecordedResults.digests(inputGradients))
                    .isEqualTo(results.digests(recorded.line().get("input_grads")));
        }
        module.eval();
        assertThat(RecordedResults.digests(RecordedForm.called(module, inputs)))
                .isEqualTo(results.digests(recorded.line().get("evaluated")));
        assertThat(module).hasToString(recorded.text("text_after"));
        results.assertState(module, recorded.line().get("state_after"));
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
}
