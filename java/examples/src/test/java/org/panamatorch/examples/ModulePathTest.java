package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

/** The library as a module, with its leak check. */
@NoLeaks
class ModulePathTest {
    @Test
    void library_isANamedModule() {
        assertThat(Tensor.class.getModule().getName()).isEqualTo("org.panamatorch");
        assertThat(Torch.class.getModule().isExported("org.panamatorch.internal.call")).isFalse();
    }

    @Test
    @NoLeaks
    void tensors_areUsedAndDropped() {
        assertThat(Torch.ones(3).add(1).sum().item()).isEqualTo(6.0);
    }
}
