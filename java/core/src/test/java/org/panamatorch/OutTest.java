package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.RoundingMode;
import org.panamatorch.support.InScope;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** Results that are written into given tensors. */
@NoLeaks
class OutTest {
    // Functions of Python's whose documentation has out, as far as they are operators.
    private static final long LEAST_NAMES = 280;

    @RegisterExtension final InScope scope = new InScope();

    @Test
    void result_isTheGivenTensor() {
        Tensor a = Torch.tensor(new float[] {1, 2});
        Tensor out = Torch.empty(2);
        long address = out.dataPtr();
        assertThat(Out.add(out, a, a)).isSameAs(out);
        assertThat(out.toFloatArray()).containsExactly(2, 4);
        Out.sub(out, a, Torch.tensor(new float[] {3, 5}), 2);
        assertThat(out.toFloatArray()).containsExactly(-5, -8);
        Out.div(out, a, Torch.tensor(new float[] {2, 4}), RoundingMode.FLOOR);
        assertThat(out.toFloatArray()).containsExactly(0, 0);
        assertThat(out.dataPtr()).isEqualTo(address);
    }

    @Test
    void severalResults_areWritten() {
        Tensor values = Torch.empty(0);
        Tensor indices = Torch.empty(new long[] {0}, TensorOptions.of(DType.INT64));
        Out.max(values, indices, Torch.tensor(new float[][] {{1, 3}, {4, 2}}), 1);
        assertThat(values.toFloatArray()).containsExactly(3, 4);
        assertThat(indices.toLongArray()).containsExactly(1, 0);
    }

    @Test
    void listsAndNameSpaces_areThere() {
        Tensor a = Torch.ones(2);
        Tensor out = Torch.empty(0);
        assertThat(Out.cat(out, List.of(a, a)).sizes()).containsExactly(4);
        assertThat(Out.amax(out, Torch.tensor(new float[][] {{1, 2}, {3, 0}}), 0).toFloatArray())
                .containsExactly(3, 2);
        assertThat(Out.linalgInv(out, Torch.eye(2).mul(2)).toFloatArray())
                .containsExactly(0.5f, 0, 0, 0.5f);
        assertThat(Out.specialErf(out, Torch.zeros(1)).toFloatArray()).containsExactly(0);
        assertThat(Out.zeros(out, 2).toFloatArray()).containsExactly(0, 0);
    }

    @Test
    void whatCannotBeWritten_isRefused() {
        Tensor a = Torch.ones(2).requiresGrad_();
        assertThatThrownBy(() -> Out.mul(Torch.empty(2), a, a))
                .hasMessageStartingWith(
                        "mul(): functions with out=... arguments don't support automatic"
                                + " differentiation, but one of the arguments requires grad.");
        assertThatThrownBy(
                        () ->
                                Out.add(
                                        Torch.empty(new long[] {2}, TensorOptions.of(DType.INT64)),
                                        Torch.ones(2),
                                        Torch.ones(2)))
                .hasMessageStartingWith(
                        "result type Float can't be cast to the desired output type Long");
        assertThatThrownBy(
                        () ->
                                Out.lcm(
                                        Torch.empty(0),
                                        Torch.tensor(Long.MIN_VALUE, 1L),
                                        Torch.tensor(-1L, 1L)))
                .isInstanceOf(TorchException.class);
    }

    @Test
    void documentedFunctions_haveTheForm() {
        assertThat(
                        Arrays.stream(Out.class.getDeclaredMethods())
                                .map(Method::getName)
                                .distinct()
                                .count())
                .isGreaterThanOrEqualTo(LEAST_NAMES);
    }
}
