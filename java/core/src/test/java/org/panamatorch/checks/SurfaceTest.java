package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.Fft;
import org.panamatorch.Linalg;
import org.panamatorch.Nested;
import org.panamatorch.Sparse;
import org.panamatorch.Special;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.lang.reflect.Method;
import java.util.stream.Stream;

/** What programs have no cause to call, and is there by name only. */
@NoLeaks
class SurfaceTest {
    private static Stream<String> methods() {
        return Stream.of(
                        Tensor.class,
                        Torch.class,
                        Linalg.class,
                        Fft.class,
                        Special.class,
                        Sparse.class,
                        Nested.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName);
    }

    @Test
    void derivatives_areNoMethods() {
        assertThat(methods()).noneMatch(name -> name.matches(".+Backward(Data)?_?"));
    }

    @Test
    void kernelsOfOneBackend_areNoMethods() {
        assertThat(methods())
                .noneMatch(name -> name.matches("(cudnn|miopen|mkldnn|fbgemm)[A-Z].*"));
    }

    @Test
    void derivatives_areThereByName() {
        assertThat(Torch.ops("aten::unfold_backward").name()).isEqualTo("aten::unfold_backward");
    }
}
