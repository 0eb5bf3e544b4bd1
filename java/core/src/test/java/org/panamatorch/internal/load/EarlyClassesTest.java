package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EarlyClassesTest {
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
