package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.List;

@NoLeaks
class NestedTest {
    @RegisterExtension final InScope scope = new InScope();
    private Tensor square;
    private Tensor row;

    @BeforeEach
    void makeParts() {
        square = Torch.tensor(new float[][] {{1, 2}, {3, 4}}).requiresGrad_(true);
        row = Torch.tensor(new float[][] {{5, 6}}).requiresGrad_(true);
    }

    private static Tensor block() {
        return Torch.arange(12, TensorOptions.of(DType.FLOAT32)).view(2, 3, 2);
    }

    private static float[] part(Tensor nested, int index) {
        return nested.unbind()[index].contiguous().view(-1).toFloatArray();
    }

    @Test
    void nestedTensor_copiesItsParts() {
        Tensor nested = Nested.nestedTensor(List.of(square, row));
        assertThat(nested.isNested()).isTrue();
        assertThat(square.isNested()).isFalse();
        assertThat(nested.requiresGrad()).isFalse();
        square.detach().fill_(9);
        assertThat(part(nested, 0)).containsExactly(1, 2, 3, 4);
        assertThat(part(nested, 1)).containsExactly(5, 6);
    }

    @Test
    void nestedTensor_takesOptions() {
        Tensor nested =
                Nested.nestedTensor(
                        List.of(square, row), TensorOptions.of(DType.FLOAT64).requiresGrad(true));
        assertThat(nested.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(nested.requiresGrad()).isTrue();
        assertThat(nested.isLeaf()).isTrue();
    }

    @Test
    void asNestedTensor_passesGradientsToItsParts() {
        Tensor padded = Nested.toPaddedTensor(Nested.asNestedTensor(List.of(square, row)), -1);
        assertThat(padded.view(-1).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6, -1, -1);
        padded.mul(2).sum().backward();
        assertThat(square.grad().view(-1).toFloatArray()).containsExactly(2, 2, 2, 2);
        assertThat(row.grad().view(-1).toFloatArray()).containsExactly(2, 2);
    }

    @Test
    void asNestedTensor_viewsATensor() {
        Tensor block = block();
        Tensor nested = Nested.asNestedTensor(block);
        block.select(0, 1).fill_(7);
        assertThat(part(nested, 0)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(part(nested, 1)).containsOnly(7);
    }

    @Test
    void asNestedTensor_copiesWhatIsNotContiguous() {
        Tensor nested = Nested.asNestedTensor(block().transpose(1, 2));
        assertThat(part(nested, 0)).containsExactly(0, 2, 4, 1, 3, 5);
    }

    @Test
    void asNestedTensor_convertsANestedOne() {
        Tensor nested = Nested.asNestedTensor(block());
        TensorOptions options = TensorOptions.of(DType.FLOAT64).layout(Layout.STRIDED);
        assertThat(Nested.asNestedTensor(nested, options).dtype()).isEqualTo(DType.FLOAT64);
        assertThatThrownBy(() -> Nested.asNestedTensor(nested))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "as_nested_tensor(): Converting between nested tensor layouts is not"
                                + " supported"
                                + "\n  in as_nested_tensor(ts=float32 nested, layout=None)");
    }

    @Test
    void narrow_takesPartsOfTheRows() {
        Tensor narrowed = Nested.narrow(block(), 0, 1, 1);
        assertThat(narrowed.unbind()).hasSize(1);
        assertThat(part(narrowed, 0)).containsExactly(6, 7, 8, 9, 10, 11);
    }

    @Test
    void narrow_ofAnotherDimension_isLibTorchsError() {
        assertThatThrownBy(() -> Nested.narrow(block(), 1, 1, 1))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "narrow(): only dim=0 supported for nested tensors, but got: 1\n  in"
                                + " narrow(self=float32 nested, dim=1, start=1, length=1)");
    }

    @Test
    void oneDimension_isRefused() {
        assertThatThrownBy(() -> Nested.asNestedTensor(Torch.ones(3)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "as_nested_tensor(): Expected tensor argument to have dim() > 1"
                                + "\n  in as_nested_tensor(ts=float32[3])");
    }

    @Test
    void jagged_isRefused() {
        assertThatThrownBy(
                        () ->
                                Nested.nestedTensor(
                                        List.of(square),
                                        TensorOptions.DEFAULT.layout(Layout.JAGGED)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "Specified layout is unsupported for nested tensors: torch.jagged"
                                + "\n  in nested_tensor(layout=torch.jagged)");
    }
}
