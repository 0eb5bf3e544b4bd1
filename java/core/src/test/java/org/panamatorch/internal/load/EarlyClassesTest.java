package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.ChildJvm;

import java.nio.charset.StandardCharsets;
import java.util.List;

class EarlyClassesTest {
    @Test
    void allButAFew_areInitializedWithoutTheLibrary() throws Exception {
        Process process =
                ChildJvm.builder(
                                LoadingProgram.class,
                                List.of("-Dpanamatorch.library=/no/such/file.so"),
                                List.of("early"))
                        .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("initialized\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void list_hasWhatIsInitializedLate() {
        // An enum, a constant, a switch over an enum, and a class with state.
        assertThat(EarlyClasses.names())
                .contains(
                        "org.panamatorch.DType",
                        "org.panamatorch.TensorOptions",
                        "org.panamatorch.option.Reduction",
                        "org.panamatorch.internal.elements.ElementType$1",
                        "org.panamatorch.internal.memory.HandleRegistry")
                .doesNotContain("org.panamatorch.Shape")
                .noneMatch(name -> name.startsWith("org.panamatorch.internal.load."));
    }
}
