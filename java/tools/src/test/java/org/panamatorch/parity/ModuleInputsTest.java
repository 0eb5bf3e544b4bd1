package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a recording tells of the inputs' gradients, by tensor and by argument. */
@NoLeaks
class ModuleInputsTest {
    @TempDir private Path folder;

    /** The gradients of a tensor, nothing, a list of two tensors and nothing. */
    private ModuleInputs withGradients(String flags) throws IOException {
        SmallRecording recording = new SmallRecording();
        String json =
                "{\"args\":["
                        + recording.tensor(1)
                        + ",{\"n\":null},{\"l\":["
                        + recording.tensor(2)
                        + ","
                        + recording.tensor(3)
                        + "]},{\"n\":null}],\"kwargs\":{},\"requires_grad\":"
                        + flags
                        + "}";
        recording.write(folder);
        try (Storages storages = new Storages(folder.resolve("tensors.safetensors"))) {
            ModuleInputs inputs =
                    ModuleInputs.of(new ObjectMapper().readTree(json), new Values(storages));
            for (Object value : Comparison.flat(inputs.args())) {
                if (value instanceof Tensor tensor && tensor.requiresGrad()) {
                    tensor.square().sum().backward();
                }
            }
            return inputs;
        }
    }

    private static Tensor grad(float value) {
        return Torch.tensor(new float[] {value});
    }

    private static List<Object> list(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    @Test
    void flagsOfTensors_areOfOneEach() throws IOException {
        try (var _ = new TensorScope()) {
            ModuleInputs inputs = withGradients("[true,false,true]");
            assertThat(inputs.difference(list(grad(2), null, grad(6)))).isNull();
            assertThat(inputs.difference(list(grad(2), grad(6), null))).isNotNull();
        }
    }

    @Test
    void flagsOfArguments_reachTheTensorsInThem() throws IOException {
        try (var _ = new TensorScope()) {
            ModuleInputs inputs = withGradients("[true,false,true,false]");
            assertThat(inputs.difference(list(grad(2), null, list(grad(4), grad(6)), null)))
                    .isNull();
            assertThat(inputs.difference(list(grad(2), null, list(grad(4), grad(5)), null)))
                    .contains("element 0 is 6.0, expected 5.0");
        }
    }
}
